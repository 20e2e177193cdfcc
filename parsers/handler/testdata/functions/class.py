class Unauthorized(Exception):
    pass


class Policy:
    def __init__(self, arn: str) -> None:
        self._arn = arn
        self._statements = []

    def add(self, effect: str) -> "Policy":
        self._statements.append({"Action": "execute-api:Invoke", "Effect": effect, "Resource": self._arn})
        return self

    @property
    def document(self):
        return {"Version": "2012-10-17", "Statement": self._statements}


def lambda_handler(event, context):
    if "Authorization" not in event["headers"]:
        raise Unauthorized("Unauthorized")
    if event["headers"]["Authorization"] == "":
        raise Unauthorized
    policy = Policy(event["methodArn"]).add("Allow")
    return {"principalId": "p", "policyDocument": policy.document}

# = reads headers.Authorization ["Authorization" not in event["headers"]] decides
# = reads headers.Authorization [event["headers"]["Authorization"]] decides
# = reads methodArn [event["methodArn"]] no
# = maybe throw [raise Unauthorized("Unauthorized")] error, Unauthorized, 401
# = maybe throw [raise Unauthorized] error, , 500
# = maybe return [return {"principalId": "p", "policyDocument": policy.document}] policy, Allow ${methodArn}, for p
