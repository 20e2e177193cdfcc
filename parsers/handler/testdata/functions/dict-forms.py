BASE = {"Version": "2012-10-17"}


def lambda_handler(event, context):
    headers = {k.lower(): v for k, v in event["headers"].items()}
    document = BASE | {"Statement": [dict(Action="execute-api:Invoke", Effect="Allow", Resource=event["methodArn"])]}
    answer = dict(principalId="p", policyDocument=document)
    if headers.get("x-token") == "deny":
        answer = {**answer, "policyDocument": {**BASE, "Statement": [s for s in []]}}
    answer.update(context={"id": 7})
    return answer

# = reads headers [event["headers"]] perhaps
# = reads methodArn [event["methodArn"]] perhaps
# = maybe return [return answer] policy, statements open (a comprehension), for p, id: number
# = maybe return [return answer] policy, Allow ${methodArn}, for p, id: number
