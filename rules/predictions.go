// Code generated from the tests and the fixtures of the rules by go generate. DO NOT EDIT.

package rules

import "github.com/authlint/authlint/internal/finding"

// Predictions are what each built-in rule predicts, by its id, without methods: all that
// its tests and its fixtures show. An empty one is of a finding that predicts nothing.
func Predictions() map[string][]finding.Prediction {
	return map[string][]finding.Prediction{
		"any-captures-options": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
			{Status: 403, ResponseType: "INVALID_API_KEY", Body: "{\"message\":\"Forbidden\"}"},
			{Status: 403, ResponseType: "MISSING_AUTHENTICATION_TOKEN", Body: "{\"message\":\"Missing Authentication Token\"}"},
		},
		"api-key-source-without-authorizer": {
			{Status: 403, ResponseType: "INVALID_API_KEY", Body: "{\"message\":\"Forbidden\"}"},
		},
		"authorizer-allows-by-default": {
			{Exposure: "wider"},
		},
		"authorizer-decision-not-in-cache-key": {
			{Exposure: "wider"},
		},
		"authorizer-error-not-unauthorized": {
			{Status: 500},
			{Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: "{\"message\":null}"},
		},
		"authorizer-kind-missing": {
			{Deployment: "refused"},
		},
		"authorizer-kind-not-supported": {
			{Body: "Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"authorizer-output-invalid": {
			{Status: 500},
			{Status: 500, Body: "{\"message\":\"Internal Server Error\"}"},
			{Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: "{\"message\":null}"},
		},
		"authorizer-permission-missing": {
			{Status: 500},
			{Status: 500, Body: "{\"message\":\"Internal Server Error\"}"},
			{Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: "{\"message\":null}"},
		},
		"authorizer-permission-qualifier": {
			{Status: 500},
			{Status: 500, Body: "{\"message\":\"Internal Server Error\"}"},
			{Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: "{\"message\":null}"},
		},
		"authorizer-permission-too-narrow": {
			{Status: 500},
			{Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: "{\"message\":null}"},
		},
		"authorizer-permission-unscoped": {
			{Exposure: "wider"},
		},
		"authorizer-policy-uncovered-method": {
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User is not authorized to access this resource\"}"},
		},
		"authorizer-reference-undefined": {
			{Body: "Template error: instance of Fn::GetAtt references undefined resource", Deployment: "refused"},
			{Body: "Template format error: Unresolved resource dependencies", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"authorizer-role-not-usable": {
			{Status: 500},
			{Status: 500, Body: "{\"message\":\"Internal Server Error\"}"},
			{Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: "{\"message\":null}"},
		},
		"authorizer-unused": {
			{},
		},
		"authorizer-uri-hardcoded-partition-region": {
			{},
		},
		"authorizer-uri-missing": {
			{Deployment: "refused"},
		},
		"authorizer-uri-not-invoke-arn": {
			{},
			{Body: "Invalid Authorizer URI", Deployment: "refused"},
			{Status: 500},
			{Status: 500, Body: "{\"message\":\"Internal Server Error\"}"},
		},
		"cache-key-not-caller-bound": {
			{Exposure: "wider"},
		},
		"cache-key-volatile": {
			{},
		},
		"cached-policy-multiple-methods": {
			{Status: 403, Body: "{\"message\":\"Forbidden\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User is not authorized to access this resource\"}"},
		},
		"cached-policy-single-method": {
			{Status: 403, Body: "{\"message\":\"Forbidden\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User is not authorized to access this resource\"}"},
		},
		"cognito-id-token-required": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"cognito-provider-arn-malformed": {
			{},
		},
		"cognito-provider-arns-missing": {
			{Body: "ProviderARNs cannot be empty", Deployment: "refused"},
		},
		"cognito-validation-expression-token-like": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"cognito-validation-expression-with-scopes": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"cors-credentials-wildcard": {
			{},
			{Deployment: "refused"},
			{ResponseType: "UNAUTHORIZED"},
		},
		"cors-headers-omit-authorization": {
			{},
		},
		"definition-mixed": {
			{Deployment: "overwritten"},
		},
		"definition-refused": {
			{Deployment: "refused"},
		},
		"deployment-missing-dependency": {
			{Body: "The REST API doesn't contain any methods", Deployment: "refused"},
			{Status: 403, ResponseType: "MISSING_AUTHENTICATION_TOKEN", Body: "{\"message\":\"Missing Authentication Token\"}"},
		},
		"deployment-no-create-before-destroy": {
			{},
			{Body: "Active stages pointing to this deployment must be moved or deleted", Deployment: "refused"},
		},
		"deployment-not-triggered": {
			{Deployment: "stale"},
		},
		"deployment-static-logical-id": {
			{Deployment: "stale"},
		},
		"gateway-response-4xx-only": {
			{Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: "{\"message\":null}"},
		},
		"gateway-response-default-status": {
			{Status: 200},
			{Status: 400},
			{Status: 500},
		},
		"gateway-response-double-quoted-message": {
			{},
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"\"Unauthorized\"\"}"},
		},
		"gateway-response-expired-token-misuse": {
			{Status: 401, ResponseType: "UNAUTHORIZED"},
		},
		"gateway-response-missing-cors": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"gateway-response-on-v2": {
			{},
			{Deployment: "refused"},
		},
		"gateway-response-override-drops-cors": {
			{ResponseType: "UNAUTHORIZED"},
			{Status: 401, ResponseType: "UNAUTHORIZED"},
			{Status: 403, ResponseType: "UNAUTHORIZED"},
		},
		"gateway-response-status-invalid": {
			{},
			{Deployment: "refused"},
		},
		"gateway-response-unknown-type": {
			{},
			{Deployment: "refused"},
		},
		"gateway-response-unquoted-literal": {
			{},
			{Deployment: "refused"},
		},
		"gateway-responses-default": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User is not authorized to access this resource\"}"},
		},
		"http-cache-without-route-key": {
			{Status: 403, Body: "{\"message\":\"Forbidden\"}"},
		},
		"http-default-route-captures-options": {
			{Status: 401, Body: "{\"message\":\"Unauthorized\"}"},
			{Status: 403, Body: "{\"message\":\"Forbidden\"}"},
		},
		"http-route-api-key": {
			{Body: "ApiKeyRequired is not currently supported for HTTP APIs.", Deployment: "refused"},
		},
		"identity-source-alternatives": {
			{Status: 401},
			{Status: 401, Body: "{\"message\":\"Unauthorized\"}"},
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"identity-source-dialect": {
			{Deployment: "refused"},
		},
		"identity-source-duplicate": {
			{},
		},
		"identity-source-implicit-default": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"identity-source-missing": {
			{Body: "IdentitySource cannot be empty", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"identity-source-missing-with-cache": {
			{Body: "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)", Deployment: "refused"},
			{Body: "Invalid request input", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"identity-source-not-header": {
			{Body: "Invalid token source expression", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"identity-source-path-parameter": {
			{Body: "Invalid identity source expression", Deployment: "refused"},
			{Body: "Invalid request identity source expression", Deployment: "refused"},
			{Body: "Invalid token source expression", Deployment: "refused"},
		},
		"identity-source-stage-variable-undefined": {
			{Status: 401},
			{Status: 401, Body: "{\"message\":\"Unauthorized\"}"},
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"identity-source-syntax": {
			{Body: "Invalid identity source expression", Deployment: "refused"},
			{Body: "Invalid request identity source expression", Deployment: "refused"},
			{Body: "Invalid token source expression", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"jwt-configuration-missing": {
			{Deployment: "refused"},
		},
		"jwt-identity-source-count": {
			{Deployment: "refused"},
		},
		"jwt-issuer-cognito-domain": {
			{Status: 401, Body: "{\"message\":\"Unauthorized\"}"},
		},
		"jwt-issuer-invalid": {
			{Body: "Issuer is not a valid URL for JWT Authorizer", Deployment: "refused"},
			{Status: 401, Body: "{\"message\":\"Unauthorized\"}"},
		},
		"jwt-no-scopes": {
			{Exposure: "wider"},
		},
		"method-authorizer-ignored": {
			{Exposure: "public"},
			{Exposure: "wider"},
			{Status: 403},
			{Status: 403, ResponseType: "MISSING_AUTHENTICATION_TOKEN", Body: "{\"message\":\"Missing Authentication Token\"}"},
		},
		"method-authorizer-kind-mismatch": {
			{},
			{Body: "Setting the authorization type to JWT requires a valid JWT authorizer.", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"method-authorizer-missing": {
			{Body: "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.", Deployment: "refused"},
			{Body: "Setting the authorization type to JWT requires a valid JWT authorizer.", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"method-authorizer-other-api": {
			{Body: "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.", Deployment: "refused"},
			{Body: "Setting the authorization type to JWT requires a valid JWT authorizer.", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"method-public-among-protected": {
			{Exposure: "public"},
			{Exposure: "wider"},
		},
		"openapi-multiple-authorizers": {
			{Deployment: "refused"},
			{Exposure: "wider"},
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"openapi-operation-unsecured": {
			{Exposure: "public"},
			{Exposure: "wider"},
		},
		"openapi-request-scheme-name-mismatch": {
			{},
		},
		"openapi-root-security-only": {
			{},
		},
		"openapi-scheme-type-rest": {
			{Exposure: "wider"},
		},
		"openapi-scheme-without-authorizer": {
			{Exposure: "public"},
			{Exposure: "wider"},
		},
		"openapi-security-undefined-scheme": {
			{Exposure: "wider"},
		},
		"openapi-swagger2-on-http": {
			{Deployment: "refused"},
		},
		"openapi-token-scheme-location": {
			{},
		},
		"options-protected": {
			{Status: 401},
			{Status: 401, Body: "{\"message\":\"Unauthorized\"}"},
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
			{Status: 403, Body: "{\"message\":\"Forbidden\"}"},
			{Status: 403, ResponseType: "INVALID_API_KEY", Body: "{\"message\":\"Forbidden\"}"},
			{Status: 403, ResponseType: "MISSING_AUTHENTICATION_TOKEN", Body: "{\"message\":\"Missing Authentication Token\"}"},
		},
		"payload-version-missing": {
			{Body: "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer", Deployment: "refused"},
		},
		"policy-arn-missing-segment": {
			{Exposure: "wider"},
			{Status: 403, Body: "{\"message\":\"Forbidden\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"policy-arn-never-matches": {
			{},
			{Exposure: "wider"},
			{Status: 403},
			{Status: 403, Body: "{\"message\":\"Forbidden\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"policy-arn-root-path": {
			{Exposure: "wider"},
			{Status: 403, Body: "{\"message\":\"Forbidden\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"policy-arn-uncovered-method": {
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"resource-policy-aws-principal-non-iam": {
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"resource-policy-invalid": {
			{},
			{Body: "Invalid policy document", Deployment: "refused"},
		},
		"resource-policy-missing-private": {
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"resource-policy-no-allow": {
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"resource-policy-no-allow-cognito": {
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"resource-policy-overrides-implicit-deny": {
			{Exposure: "wider"},
		},
		"sam-api-key-on-preflight": {
			{Status: 403, ResponseType: "INVALID_API_KEY", Body: "{\"message\":\"Forbidden\"}"},
		},
		"sam-default-authorizer-on-preflight": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
			{Status: 403, ResponseType: "MISSING_AUTHENTICATION_TOKEN", Body: "{\"message\":\"Missing Authentication Token\"}"},
		},
		"sam-http-authorizer-permission": {
			{Status: 500, Body: "{\"message\":\"Internal Server Error\"}"},
		},
		"sam-permission-disabled": {
			{Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: "{\"message\":null}"},
		},
		"scopes-not-supported": {
			{Body: "Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization type", Deployment: "refused"},
			{Body: "Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type", Deployment: "refused"},
			{Exposure: "wider"},
		},
		"simple-responses-mismatch": {
			{Status: 500, Body: "{\"message\":\"Internal Server Error\"}"},
		},
		"simple-responses-payload": {
			{Body: "EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion \"2.0\"", Deployment: "refused"},
		},
		"simple-responses-shared-cache": {
			{Exposure: "wider"},
		},
		"source-ip-on-private": {
			{Status: 403, ResponseType: "ACCESS_DENIED", Body: "{\"Message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>\"}"},
		},
		"ttl-long": {
			{},
		},
		"ttl-out-of-range": {
			{Body: "Authorizer result TTL outside allowable range", Deployment: "refused"},
			{Deployment: "refused"},
		},
		"ttl-without-effect": {
			{},
		},
		"v2-stage-not-deployed": {
			{Deployment: "stale"},
			{Status: 404, Body: "{\"message\":\"Not Found\"}"},
		},
		"validation-expression-az-range": {
			{Exposure: "wider"},
		},
		"validation-expression-ignored": {
			{Exposure: "wider"},
		},
		"validation-expression-invalid": {
			{Deployment: "refused"},
		},
		"validation-expression-needs-search": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"validation-expression-rejects-common": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"validation-expression-too-strict": {
			{Status: 401, ResponseType: "UNAUTHORIZED", Body: "{\"message\":\"Unauthorized\"}"},
		},
		"websocket-authorization-not-connect": {
			{Body: "Currently, authorization is restricted to the $connect route only", Deployment: "refused"},
		},
		"websocket-cache-configured": {
			{Deployment: "refused"},
		},
		"websocket-connect-missing": {
			{Exposure: "public"},
		},
		"websocket-connect-public": {
			{Exposure: "public"},
		},
		"websocket-identity-source-header": {
			{Status: 401},
		},
		"websocket-v2-only-settings": {
			{Deployment: "refused"},
		},
		"write-method-public": {
			{Exposure: "public"},
			{Exposure: "wider"},
		},
	}
}
