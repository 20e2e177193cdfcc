def lambda_handler(event, context):
    if event["headers"].get("X-Tenant") != "acme":
        raise Exception("Unauthorized")
    arn = "/".join(event["methodArn"].split("/")[:2])
    return {
        "principalId": "acme",
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": arn + "/*/*"}
            ],
        },
    }
