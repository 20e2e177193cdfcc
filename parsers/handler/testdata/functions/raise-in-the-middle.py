def lambda_handler(event, context):
    token = get_token(event)
    user = find(token)
    if user is None:
        raise Exception("Unauthorized: nobody by that name")
    for group in user["groups"]:
        if group == "admin":
            return policy("Allow", event["methodArn"], user["id"])
    return policy("Deny", event["methodArn"], user["id"])


def get_token(event):
    value = event["headers"].get("Authorization") or event["headers"].get("authorization")
    if not value:
        raise Exception("Unauthorized")
    return value


def find(token):
    return table.get_item(Key={"token": token}).get("Item")


def policy(effect, arn, who):
    return {"principalId": who, "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": arn}]}}

# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = reads headers.Authorization [event["headers"].get("Authorization")] perhaps
# = reads headers.authorization [event["headers"].get("authorization")] decides
# = maybe throw [raise Exception("Unauthorized: nobody by that name")] error, Unauthorized: nobody by that name, 500
# = maybe return [return policy("Allow", event["methodArn"], user["id"])] policy, Allow ${methodArn}, for unknown
# = maybe return [return policy("Deny", event["methodArn"], user["id"])] policy, Deny ${methodArn}, for unknown
# = maybe throw [raise Exception("Unauthorized")] error, Unauthorized, 401
