from lib.policy import generate_allow, generate_deny


def lambda_handler(event, context):
    if event["authorizationToken"] == "open sesame":
        return generate_allow("ali", event["methodArn"])
    return generate_deny("ali", event["methodArn"])

# = reads authorizationToken [event["authorizationToken"]] decides
# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = maybe return [return generate_allow("ali", event["methodArn"])] policy, Allow ${methodArn}, for ali
# = maybe return [return generate_deny("ali", event["methodArn"])] policy, Deny ${methodArn}, for ali
