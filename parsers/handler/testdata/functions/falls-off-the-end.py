def lambda_handler(event, context):
    if event.get("authorizationToken") == "yes":
        return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": []}}

# = reads authorizationToken [event.get("authorizationToken")] perhaps
# = maybe return [def lambda_handler(event, context): …] nothing
# = maybe return [return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": []}}] policy, for p
