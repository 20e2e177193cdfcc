# A function has a name of its own that the module has, too: the one of the module is kept.
effect = "Deny"


def describe(token):
    effect = token or "silent"
    return effect


def lambda_handler(event, context):
    print(describe(event["authorizationToken"]))
    return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": "*"}]}}

# = reads authorizationToken [event["authorizationToken"]] no
# = always return [return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": "*"}]}}] policy, Deny *, for p
