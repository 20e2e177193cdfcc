def _policy(who, effect, arn):
    return {
        "principalId": who,
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": arn}],
        },
    }


def generate_allow(who, arn):
    return _policy(who, "Allow", arn)


def generate_deny(who, arn):
    return _policy(who, "Deny", arn)
