package authlint.authorizer["authorizer-uri-hardcoded-partition-region_test"]

import data.authlint.authorizer["authorizer-uri-hardcoded-partition-region"] as rule
import data.authlint.testing as given

partition := {"kind": "partition"}

region := {"kind": "region"}

account := {"kind": "account"}

test_the_partition if {
	some found in rule.findings with input as uri(["arn:aws:apigateway:", region, ":lambda:path/2015-03-31/functions/arn:", partition, ":lambda:", region, ":", account, ":function:auth/invocations"], {})
	found.range == given.here
	found.message == "URI of authorizer authorizer has the partition aws written out, and leaves other parts to the stack"
	found.predicts == {}
}

test_the_region if {
	some found in rule.findings with input as uri(["arn:", partition, ":apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:", partition, ":lambda:", region, ":", account, ":function:auth/invocations"], {})
	found.message == "URI of authorizer authorizer has the region eu-west-1 written out, and leaves other parts to the stack"
}

test_both_in_the_arn_of_the_function if {
	some found in rule.findings with input as uri(["arn:", partition, ":apigateway:", region, ":lambda:path/2015-03-31/functions/arn:aws-us-gov:lambda:us-gov-west-1:", account, ":function:auth/invocations"], {})
	found.message == "URI of authorizer authorizer has the partition aws-us-gov and the region us-gov-west-1 written out, and leaves other parts to the stack"
}

test_nothing_is_written_out if {
	count(rule.findings) == 0 with input as uri(["arn:", partition, ":apigateway:", region, ":lambda:path/2015-03-31/functions/arn:", partition, ":lambda:", region, ":", account, ":function:auth/invocations"], {})
}

test_all_is_written_out if {
	count(rule.findings) == 0 with input as {"authorizer": given.authorizer({}), "api": given.api({"format": "cloudformation"})}
	count(rule.findings) == 0 with input as uri(["arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/", {"kind": "variable", "of": "arn"}, "/invocations"], {})
}

test_terraform_has_an_attribute_for_it if {
	count(rule.findings) == 0 with input as uri(["arn:aws:apigateway:", region, ":lambda:path/x/invocations"], {"format": "terraform"})
}

test_what_nobody_knows_is_left_alone if {
	every changes in [{"uri": given.unknown}, {"kind": given.unknown}] {
		base := uri(["arn:aws:apigateway:", region, ":lambda:path/x/invocations"], {})
		count(rule.findings) == 0 with input as given.changed(base, {"authorizer": given.changed(base.authorizer, changes)})
	}
}

uri(parts, api) := {
	"authorizer": given.authorizer({"uri": given.text(parts)}),
	"api": given.api(given.changed({"format": "cloudformation"}, api)),
}

test_any_part_that_is_left_to_the_stack if {
	some found in rule.findings with input as uri(["arn:", partition, ":apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:auth/invocations"], {})
	contains(found.message, " has the partition aws and the region eu-west-1 written out,")
	count(rule.findings) == 1 with input as uri(["arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:", account, ":function:auth/invocations"], {})
}

test_all_that_cloudformation_deploys if {
	every format in ["cloudformation", "sam", "openapi"] {
		count(rule.findings) == 1 with input as uri(["arn:aws:apigateway:", region, ":lambda:path/x/invocations"], {"format": format})
	}
}
