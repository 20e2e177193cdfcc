package authlint.lib.pattern_test

import data.authlint.lib.pattern
import data.authlint.testing as given

test_a_template_is_no_value if {
	pattern.defects(arn("prod/GET/pets/{id}")) == {`"{id}" is compared as it stands, while a call has the value in its place`}
	count(pattern.defects(arn("prod/GET/{proxy+}"))) == 1
}

test_a_variable_of_the_policy_is_no_template if {
	pattern.defects(arn("prod/GET/pets/${aws:username}")) == set()
	pattern.defects(arn("prod/GET/pets/${username}")) == set()
}

test_no_call_has_the_verb_any if {
	pattern.defects(arn("prod/ANY/pets")) == {`"ANY" is never the verb of a call: it has GET, POST and so on, and * stands for all of them`}
}

test_verbs_are_in_upper_case if {
	every verb in ["get", "Post", "any"] {
		pattern.defects(arn($"prod/{verb}/pets")) == {$`"{verb}" is never the verb of a call: verbs are in upper case`}
	}
}

test_the_verb_may_end_the_arn if {
	count(pattern.defects(arn("prod/get"))) == 1
}

test_a_path_is_no_verb if {
	pattern.defects(arn("prod/GET/get")) == set()
	pattern.defects(arn("prod/pets")) == set()
}

test_an_empty_segment if {
	pattern.defects(arn("prod/GET//pets")) == {`"GET//" has an empty segment, which no path has`}
	count(pattern.defects(arn("*/GET//pets"))) == 1
}

test_several_reasons_are_all_told if {
	count(pattern.defects(arn("prod/ANY/pets/{id}"))) == 2
}

test_a_good_arn if {
	every rest in ["*", "*/*", "prod/*", "prod/GET/", "prod/GET/pets/*", "$default/POST/pets", "*/GET/pets"] {
		pattern.defects(arn(rest)) == set()
		pattern.suspects(arn(rest)) == set()
	}
}

test_a_verb_after_a_wildcard_is_only_a_suspect if {
	pattern.defects(arn("*/get/pets")) == set()
	count(pattern.suspects(arn("*/get/pets"))) == 1
	pattern.suspects(arn("prod/get/pets")) == set()
}

test_a_short_resource_is_read_too if {
	count(pattern.defects(given.written("execute-api:/prod/ANY/pets"))) == 1
}

test_holes_have_their_place if {
	count(pattern.defects(given.execute_api(["/", {"kind": "stage"}, "/get/pets"]))) == 1
	pattern.defects(given.execute_api(["/prod/", given.hole("variable", "var.verb"), "/pets"])) == set()
}

test_a_placeholder_may_stretch_too if {
	pattern.defects(arn("${stage}/get/pets")) == set()
}

test_a_variable_may_stretch_over_everything if {
	pattern.defects(given.execute_api(["/", given.hole("variable", "var.stage"), "/get/pets"])) == set()
	not pattern.defects(given.text([given.hole("variable", "var.arn"), "/prod/get/pets"]))
}

test_an_api_id_with_a_wildcard_may_stretch_over_the_stage if {
	not pattern.defects(given.written("arn:aws:execute-api:eu-west-1:111122223333:*/get/pets"))
}

test_arns_of_other_services_are_left_alone if {
	not pattern.defects(given.written("arn:aws:s3:::bucket/{id}"))
	not pattern.defects(given.unknown)
	pattern.suspects(given.unknown) == set()
}

test_the_stage_of_a_resource if {
	pattern.stage(arn("prod/GET/pets")) == "prod"
	pattern.stage(arn("$default/GET/pets")) == "$default"
	not pattern.stage(arn("*/GET/pets"))
	not pattern.stage(arn("prod-*/GET/pets"))
	not pattern.stage(arn("${stage}/GET/pets"))
	not pattern.stage(given.execute_api(["/", {"kind": "stage"}, "/GET/pets"]))
	not pattern.stage(given.unknown)
}

test_the_arn_of_a_call_through_a_stage if {
	pattern.in_stage(given.execute_api(["/", {"kind": "stage"}, "/GET/pets"]), "prod") == given.execute_api(["/", "prod", "/GET/pets"])
}

test_a_resource_that_stops_short if {
	pattern.cuts(given.execute_api([])) == {"it ends with the API, without stage, verb and path"}
	pattern.cuts(arn("prod")) == {`it ends with "prod", without verb and path`}
	pattern.cuts(given.written("execute-api:/prod/pets")) == {`"pets" stands where the verb belongs`}
	pattern.cuts(given.execute_api(["/", {"kind": "stage"}, "/pets/*"])) == {`"pets" stands where the verb belongs`}
	pattern.cuts(arn("GET/pets/*")) == {`"GET" stands where the stage belongs, and "pets" where the verb does`}
}

test_a_resource_that_does_not if {
	every rest in ["*", "prod/*", "*/GET/pets", "prod/GET", "prod/GET/", "prod/get/pets", "prod/ANY/pets", "prod/G*/pets", "*/pets", "authorizers/a1b2c3", "prod/{proxy+}"] {
		pattern.cuts(arn(rest)) == set()
	}
	pattern.cuts(given.unknown) == set()
	pattern.cuts(given.execute_api(["/", given.hole("variable", "var.path")])) == set()
	pattern.cuts(given.written("*")) == set()
}

test_the_root_ends_in_a_slash if {
	pattern.rootless(arn("prod/GET")) == {"GET"}
	every rest in ["prod/GET/", "*/GET", "prod/get", "prod/GET/*", "GET"] {
		pattern.rootless(arn(rest)) == set()
	}
}

test_what_a_resource_covers if {
	method := given.execute_api(["/", {"kind": "stage"}, "/GET/pets"])
	pattern.covers(given.written("execute-api:/*"), method)
	pattern.covers(given.written("execute-api:/prod/GET/*"), method)
	not pattern.covers(given.written("execute-api:/prod/POST/*"), method)
	not pattern.covers(given.unknown, method)
}

arn(rest) := given.written($"arn:aws:execute-api:eu-west-1:111122223333:abc123/{rest}")

test_what_covers_a_method if {
	pattern.covering(given.execute_api(["/", {"kind": "stage"}, "/GET/orders/", {"kind": "segment"}])) == "/*/GET/orders/*"
}

test_every_verb_has_its_case_and_its_place if {
	every verb in ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] {
		count(pattern.defects(arn($"prod/{lower(verb)}/pets"))) == 1
		pattern.cuts(arn($"prod/{verb}/pets")) == set()
		pattern.cuts(arn($"{verb}/pets/*")) == {$`"{verb}" stands where the stage belongs, and "pets" where the verb does`}
	}
}

test_a_hole_in_a_segment_leaves_it_open if {
	stage := given.execute_api(["/prod", given.hole("variable", "var.suffix"), "/get/pets"])
	pattern.defects(stage) == set()
	pattern.cuts(stage) == set()
}
