def lambda_handler(event, context):
    region, account = event["methodArn"].split(":")[3:5]
    api_id, stage = event["methodArn"].split(":")[5].split("/")[:2]
    texts = [
        "/".join(event["methodArn"].split("/")[:2]) + "/*/*",
        f"arn:aws:execute-api:{region}:{account}:{api_id}/{stage}/*",
        "arn:aws:execute-api:{}:{}:{}/{stage}/*".format(region, account, api_id, stage=stage),
        "arn:aws:execute-api:%s:%s:%s/*" % (region, account, api_id),
        event["methodArn"].split("/", 1)[0] + "/*",
        event["methodArn"].rsplit("/", 1)[0] + "/*",
    ]
    return {"principalId": "me", "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": texts}]}}

# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = reads methodArn [event["methodArn"]] no
# = always return [return {"principalId": "me", "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": texts}]}}] policy, Allow arn:${partition}:execute-api:${region}:${account}:${api}/${stage}/*/* arn:aws:execute-api:${region}:${account}:${api}/${stage}/* arn:aws:execute-api:${region}:${account}:${api}/${stage}/* arn:aws:execute-api:${region}:${account}:${api}/* arn:${partition}:execute-api:${region}:${account}:${api}/* ${event["methodArn"].rsplit("/", 1)[0]}/*, for me
