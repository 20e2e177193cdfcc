class Auth:
    def __init__(self, event):
        self.event = event
        self.arn = event["methodArn"]
    def statement(self, effect, *resources, **extra):
        return {"Effect": effect, "Action": "execute-api:Invoke", "Resource": list(resources), **extra}
    @classmethod
    def of(cls, event):
        return cls(event)
    @staticmethod
    def wrap(statements):
        return {"Version": "2012-10-17", "Statement": statements}

def lambda_handler(event, context):
    a = Auth.of(event)
    parts = a.arn.rsplit("/", 3)
    tmp, _, rest = a.arn.partition("/")
    region = a.arn.split(":")[3]
    stage = a.arn.split(":")[-1].split("/")[1]
    ok = a.event["authorizationToken"] == "x"
    st = a.statement("Allow" if ok else "Deny", a.arn, f"arn:aws:execute-api:{region}:*:*/{stage}/*", Condition={"IpAddress": {"aws:SourceIp": "1"}})
    return {"principalId": "p", "policyDocument": Auth.wrap([st])}

# = reads methodArn [event["methodArn"]] perhaps
# = reads authorizationToken [a.event["authorizationToken"]] decides
# = maybe return [return {"principalId": "p", "policyDocument": Auth.wrap([st])}] policy, Allow ${methodArn} arn:aws:execute-api:${region}:*:*/${stage}/* under conditions, for p
# = maybe return [return {"principalId": "p", "policyDocument": Auth.wrap([st])}] policy, Deny ${methodArn} arn:aws:execute-api:${region}:*:*/${stage}/* under conditions, for p
