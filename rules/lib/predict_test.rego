package authlint.lib.predict_test

import data.authlint.lib.predict

test_missing_credentials_get_401_on_every_protocol if {
	every protocol in ["REST", "HTTP", "WEBSOCKET", ""] {
		predict.unauthorized(protocol).status == 401
	}
}

test_what_is_not_allowed_gets_403_on_every_protocol if {
	every protocol in ["REST", "HTTP", "WEBSOCKET", ""] {
		predict.not_allowed(protocol).status == 403
		predict.denied_by_iam(protocol).status == 403
		predict.not_signed(protocol).status == 403
	}
}

test_a_broken_authorizer_gets_500_on_every_protocol if {
	every protocol in ["REST", "HTTP", "WEBSOCKET", ""] {
		predict.authorizer_broken(protocol).status == 500
	}
}

test_only_rest_apis_have_gateway_responses if {
	every protocol in ["HTTP", "WEBSOCKET", ""] {
		every answer in [
			predict.unauthorized(protocol),
			predict.not_allowed(protocol),
			predict.denied_by_iam(protocol),
			predict.not_signed(protocol),
			predict.authorizer_broken(protocol),
		] {
			not "responseType" in object.keys(answer)
		}
	}
}

test_rest_apis_name_the_gateway_response if {
	predict.unauthorized("REST").responseType == "UNAUTHORIZED"
	predict.not_allowed("REST").responseType == "ACCESS_DENIED"
	predict.denied_by_iam("REST").responseType == "ACCESS_DENIED"
	predict.denied_by_resource_policy.responseType == "ACCESS_DENIED"
	predict.not_signed("REST").responseType == "MISSING_AUTHENTICATION_TOKEN"
	predict.api_key_missing("REST").responseType == "INVALID_API_KEY"
	predict.authorizer_broken("REST").responseType == "AUTHORIZER_CONFIGURATION_ERROR"
}

test_methods_that_are_refused_first_get_401 if {
	predict.refused_first(["GET /a"], ["GET /a", "GET /b"]).status == 401
	predict.refused_first(["GET /a"], ["GET /a", "GET /b"]).methods == ["GET /a"]
	predict.refused_first([], ["GET /b"]).status == 403
	predict.refused_first([], ["GET /b"]).methods == ["GET /b"]
}

test_the_bodies_of_http_apis_are_fixed if {
	predict.unauthorized("HTTP").body == `{"message":"Unauthorized"}`
	predict.not_allowed("HTTP").body == `{"message":"Forbidden"}`
	predict.authorizer_broken("HTTP").body == `{"message":"Internal Server Error"}`
}

test_a_denial_of_a_rest_api_has_a_capital_m if {
	predict.not_allowed("REST").body == `{"Message":"User is not authorized to access this resource"}`
}

test_http_apis_have_no_api_keys if {
	predict.api_key_missing("WEBSOCKET").status == 403
	not predict.api_key_missing("HTTP")
}

test_a_refusal_has_the_text_of_the_service if {
	predict.refused("no") == {"deployment": "refused", "body": "no"}
}

test_anyone_can_call_what_is_public if {
	predict.public == {"exposure": "public"}
}

test_what_is_not_deployed_is_not_there if {
	predict.not_deployed("REST").responseType == "MISSING_AUTHENTICATION_TOKEN"
	predict.not_deployed("HTTP").status == 404
	predict.stale == {"deployment": "stale"}
}

test_a_missing_key_is_forbidden_whatever_the_protocol if {
	predict.api_key_missing("REST").status == 403
	predict.api_key_missing("") == {"status": 403}
}
