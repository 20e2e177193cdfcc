import re
from http import HTTPStatus

ALLOWED = ("a", "b")

def lambda_handler(event, context):
    token = event.get("headers", {}).get("authorization", "")
    m = re.match(r"^Bearer (.+)$", token)
    if not m:
        return {"isAuthorized": False}
    if m.group(1) in ALLOWED:
        return {"isAuthorized": True, "context": {"n": len(token), "s": f"{token!r:>10}", "l": [1], "d": {}, "none": None}}
    effect = "Allow" if token and any(x == token for x in ALLOWED) else "Deny"
    stmts = []
    for p in ["GET/x", "POST/y"]:
        stmts.append({"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["routeArn"].split("/")[0] + "/*/" + p})
    return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": stmts}}

# = reads headers.authorization [event.get("headers", {}).get("authorization", "")] decides
# = reads routeArn [event["routeArn"]] no
# = maybe return [return {"isAuthorized": False}] simple, authorized false
# = maybe return [return {"isAuthorized": True, "context": {"n": len(token), "s": f"{token!r:>10}", "l": [1], "d": {}, "none": None}}] simple, authorized true, n: number, s: string, l: array, d: object, none: null
# = maybe return [return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": stmts}}] policy, Allow arn:${partition}:execute-api:${region}:${account}:${api}/*/GET/x, Allow arn:${partition}:execute-api:${region}:${account}:${api}/*/POST/y, for p
# = maybe return [return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": stmts}}] policy, Deny arn:${partition}:execute-api:${region}:${account}:${api}/*/GET/x, Deny arn:${partition}:execute-api:${region}:${account}:${api}/*/POST/y, for p
