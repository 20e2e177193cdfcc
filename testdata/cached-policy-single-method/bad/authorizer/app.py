import os

import jwt


def lambda_handler(event, context):
    token = event["authorizationToken"].removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, os.environ["KEY"], algorithms=["RS256"])
    except jwt.PyJWTError:
        raise Exception("Unauthorized")
    return allow(claims["sub"], event["methodArn"])


def allow(principal_id, resource):
    return {
        "principalId": principal_id,
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": resource}
            ],
        },
    }
