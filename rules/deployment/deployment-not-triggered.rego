# METADATA
# title: Deployment that does not notice changes
# description: |
#   Callers of a REST API get what the last deployment was a snapshot of. Terraform makes
#   another one only when it replaces `aws_api_gateway_deployment`, and that happens when
#   the values in `triggers` change. `depends_on` gives an order and replaces nothing.
#
#   Here something of the API can change without that: Terraform applies the change, the
#   console shows it, and callers are still answered by the old authorizer, the old
#   authorization of a method, the old gateway responses or the old resource policy, be it
#   with 401 or 403, or with access that was meant to be taken away.
#
#   Put all that belongs to the API into the hash, whole resources and not their ids, which
#   stay the same when a resource changes in place:
#   `triggers = { redeployment = sha1(jsonencode([aws_api_gateway_method.get, aws_api_gateway_integration.get, aws_api_gateway_authorizer.this, aws_api_gateway_gateway_response.denied])) }`.
#   `filesha1("${path.module}/api.tf")` covers whatever that file has. For an API with a
#   `body`, `aws_api_gateway_rest_api.this.body` covers the body, and nothing beside it.
# related_resources:
#   - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
# custom:
#   formats: [terraform]
#   fixes: [unsafe]
#   severity: warning
#   precision: high
#   tags: [deployment]
#   ignore_when: Something else deploys the API after each change, such as a pipeline that calls `aws apigateway create-deployment` or `terraform apply -replace`.
package authlint.deployment["deployment-not-triggered"]

import data.authlint.lib.fix
import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.api.format == "terraform"
	input.api.protocol.value == "REST"
	count(input.unnoticed) > 0
	input.deployment.exists.value == true
	looks := _looks
	what := authlint.some_of([setting.address | some setting in input.unnoticed])

	finding := {
		"range": input.deployment.range,
		"message": $"deployment {input.deployment.address} {looks} {what}: callers keep what they have now",
		"predicts": predict.stale,
		"related": [{"range": setting.range, "message": $"this {kind} can change without another deployment"} |
			some setting in say.first(input.unnoticed)
			kind := _kind[setting.kind]
		],
		"fixes": _fixes,
	}
}

# Triggers that are there already may be meant.
_fixes := [fix.unsafe("deploy again after these changes", _touches, array.concat([change], _first)) |
	input.deployment.triggers.value == false
	count(_noticed) > 0
	change := {"at": input.deployment.range, "path": ["triggers", "redeployment"], "code": concat("", ["sha1(jsonencode([", concat(", ", _noticed), "]))"])}
]

_touches := ["deployments.triggers", "deployments.notices", "deployments.dependsOn", "deployments.createBeforeDestroy"]

_noticed contains fix.reference(input.deployment.address, setting.address) if some setting in input.unnoticed

# A method is deployed with its integration.
_noticed contains fix.reference(input.deployment.address, method.integration) if {
	some setting in input.unnoticed
	some method in input.api.methods.items
	method.address == setting.address
}

# What an OpenAPI document says is in the body of the API.
_noticed contains fix.attribute(input.deployment.address, input.api.address, "body") if {
	input.api.definition.body == true
}

# A deployment that a stage points to cannot go first.
_first := [{"at": input.deployment.range, "path": ["lifecycle", "create_before_destroy"], "value": true} |
	input.deployment.createBeforeDestroy.value == false
]

_looks := "is made once and not again after changes to" if input.deployment.triggers.value == false

_looks := "has triggers that do not notice changes to" if {
	input.deployment.triggers.value == true
	input.deployment.notices.complete == true
}

_kind := {
	"authorizer": "authorizer",
	"gateway_response": "gateway response",
	"method": "method",
	"resource_policy": "resource policy",
}
