"""A token authorizer: the token itself says what becomes of the request."""


def lambda_handler(event, context):
    word = event["authorizationToken"].lower()
    print("asked for " + event["methodArn"])
    if word == "allow":
        return policy_for("member", "Allow", event["methodArn"])
    elif word == "deny":
        return policy_for("member", "Deny", event["methodArn"])
    elif word == "unauthorized":
        raise Exception("Unauthorized")  # the caller sees 401
    raise Exception("Invalid token")


def policy_for(who, effect, arn):
    answer = {"principalId": who}
    if effect and arn:
        statement = {
            "Action": "execute-api:Invoke",
            "Effect": effect,
            "Resource": arn,
        }
        answer["policyDocument"] = {"Version": "2012-10-17", "Statement": [statement]}
    answer["context"] = {"plan": "gold", "seats": 12, "trial": False}
    return answer

# = reads authorizationToken [event["authorizationToken"]] decides
# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = maybe return [return policy_for("member", "Allow", event["methodArn"])] policy, Allow ${methodArn}, for member, plan: string, seats: number, trial: boolean
# = maybe return [return policy_for("member", "Deny", event["methodArn"])] policy, Deny ${methodArn}, for member, plan: string, seats: number, trial: boolean
# = maybe throw [raise Exception("Unauthorized")] error, Unauthorized, 401
# = maybe throw [raise Exception("Invalid token")] error, Invalid token, 500
