# METADATA
# title: Deployment that does not wait for the methods
# description: |
#   A deployment is a snapshot of what the API has at that moment. Nothing tells Terraform or
#   CloudFormation to create these methods first, so they are created at the same time as
#   the deployment, or after it.
#
#   Without any method, API Gateway refuses the deployment: "The REST API doesn't contain any
#   methods". With some, the snapshot lacks the others, with their authorizers: calls of them get
#   403 "Missing Authentication Token" until the API is deployed again.
#
#   Terraform: refer to the methods and their integrations in `triggers`, which orders as well
#   as it redeploys, or name the integrations in `depends_on`. CloudFormation: list the methods
#   in the `DependsOn` of the `AWS::ApiGateway::Deployment`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html
#   - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
# custom:
#   formats: [terraform, cloudformation]
#   fixes: [safe]
#   severity: error
#   precision: high
#   tags: [deployment, method]
#   ignore_when: "Never: the first deployment fails, or lacks the methods."
package authlint.deployment["deployment-missing-dependency"]

import data.authlint.lib.fix
import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	count(input.unordered) > 0
	input.api.protocol.value == "REST"
	input.deployment.dependsOn.complete == true
	input.deployment.exists.value == true
	case := _case

	finding := {
		"range": input.deployment.range,
		"message": $"deployment {input.deployment.address} does not wait for {authlint.some_of(authlint.labels(input.unordered))}: {case.then}",
		"severity": case.severity,
		"predicts": object.union(case.predicts, {"methods": authlint.labels(input.unordered)}),
		"related": [{"range": method.range, "message": "this method may be created after the deployment"} |
			some method in say.first(input.unordered)
		],
		"fixes": [fix.safe("wait for the methods", ["deployments.dependsOn"], [change]) | some change in _changes(input.api.format)],
	}
}

# All of them, or the finding would stay.
_changes("terraform") := [{"at": input.deployment.range, "path": ["depends_on"], "code": concat(", ", {name | some name in _named}), "append": true} |
	count(_named) == count(input.unordered)
]

_changes(format) := [{"at": input.deployment.range, "path": ["DependsOn"], "value": ids, "append": true} |
	ids := [id | some method in input.unordered; id := fix.logical_id(input.deployment.address, method.address)]
	count(ids) == count(input.unordered)
] if {
	format in {"cloudformation", "sam"}
}

# A method is deployed with its integration, which comes after it.
_named[i] := fix.reference(input.deployment.address, object.get(method, "integration", method.address)) if some i, method in input.unordered

_case := {
	"severity": "error",
	"then": "API Gateway refuses to deploy an API without methods",
	"predicts": predict.refused("The REST API doesn't contain any methods"),
} if {
	_nothing_else
} else := {
	"severity": "warning",
	"then": "the first deployment may lack them",
	"predicts": predict.not_deployed("REST"),
}

# Nothing in view or out of it gives the API a method before the deployment.
_nothing_else if {
	count(input.before) == 0
	input.api.definition.body == false
	input.api.methods.complete == true
}
