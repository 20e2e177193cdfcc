def lambda_handler(event, context):
    headers = event["headers"]
    query = event["queryStringParameters"]
    variables = event["stageVariables"]

    pieces = event["methodArn"].split(":")
    rest = pieces[5].split("/")
    account_id = pieces[4]
    region = pieces[3]
    api_id = rest[0]
    stage = rest[1]

    if (
        headers["HeaderAuth1"] == "one"
        and query["QueryString1"] == "two"
        and variables["StageVar1"] == "three"
    ):
        return generate_allow("me", event["methodArn"])
    return generate_deny("me", event["methodArn"])


def generate_policy(principal_id, effect, resource):
    response = {}
    response["principalId"] = principal_id
    if effect and resource:
        document = {}
        document["Version"] = "2012-10-17"
        document["Statement"] = []
        one = {}
        one["Action"] = "execute-api:Invoke"
        one["Effect"] = effect
        one["Resource"] = resource
        document["Statement"] = [one]
        response["policyDocument"] = document
    return response


def generate_allow(principal_id, resource):
    return generate_policy(principal_id, "Allow", resource)


def generate_deny(principal_id, resource):
    return generate_policy(principal_id, "Deny", resource)

# = reads methodArn [event["methodArn"]] no
# = reads headers.HeaderAuth1 [headers["HeaderAuth1"]] decides
# = reads queryStringParameters.QueryString1 [query["QueryString1"]] decides
# = reads stageVariables.StageVar1 [variables["StageVar1"]] decides
# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = maybe return [return generate_allow("me", event["methodArn"])] policy, Allow ${methodArn}, for me
# = maybe return [return generate_deny("me", event["methodArn"])] policy, Deny ${methodArn}, for me
