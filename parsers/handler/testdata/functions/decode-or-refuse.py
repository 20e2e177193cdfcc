import os

import jwt

SECRET = os.environ["SECRET"]


def lambda_handler(event, context):
    try:
        token = event["authorizationToken"].split(" ")[1]
        claims = jwt.decode(token, SECRET, algorithms=["HS256"])
    except jwt.ExpiredSignatureError:
        raise Exception("Unauthorized")
    except Exception as e:
        print(f"refused: {e}")
        return generate_policy("user", "Deny", event["methodArn"])
    return generate_policy(claims["sub"], "Allow", event["methodArn"], {"scope": claims.get("scope", "")})


def generate_policy(principal_id, effect, resource, context=None):
    policy = {
        "principalId": principal_id,
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": resource}],
        },
    }
    if context:
        policy["context"] = context
    return policy

# = reads authorizationToken [event["authorizationToken"]] perhaps
# = reads methodArn [event["methodArn"]] perhaps
# = reads methodArn [event["methodArn"]] perhaps
# = error throw [raise Exception("Unauthorized")] error, Unauthorized, 401
# = error return [return generate_policy("user", "Deny", event["methodArn"])] policy, Deny ${methodArn}, for user
# = maybe return [return generate_policy(claims["sub"], "Allow", event["methodArn"], {"scope": claims.get("scope", "")})] policy, Allow ${methodArn}, for unknown, scope: unknown
