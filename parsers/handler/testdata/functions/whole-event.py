from acme_auth import authorize


def lambda_handler(event, context):
    result = authorize(event)
    if result.ok:
        return {"principalId": result.user, "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": event["methodArn"]}]}}
    raise Exception("Unauthorized")

# = reads methodArn [event["methodArn"]] perhaps
# = reads more: the event is handed to authorize
# = maybe return [return {"principalId": result.user, "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": event["methodArn"]}]}}] policy, Allow ${methodArn}, for unknown
# = maybe throw [raise Exception("Unauthorized")] error, Unauthorized, 401
