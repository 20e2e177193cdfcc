import re


def lambda_handler(event, context):
    print("Client token: " + event["authorizationToken"])
    principalId = "user|a1b2c3d4"
    tmp = event["methodArn"].split(":")
    apiGatewayArnTmp = tmp[5].split("/")
    awsAccountId = tmp[4]

    policy = AuthPolicy(principalId, awsAccountId)
    policy.restApiId = apiGatewayArnTmp[0]
    policy.region = tmp[3]
    policy.stage = apiGatewayArnTmp[1]
    if event["authorizationToken"] == "all":
        policy.allowAllMethods()
    else:
        policy.denyMethod(HttpVerb.GET, "/pets/*")

    authResponse = policy.build()
    authResponse["context"] = {"key": "value", "number": 1, "bool": True}
    return authResponse


class HttpVerb:
    GET = "GET"
    ALL = "*"


class AuthPolicy(object):
    awsAccountId = ""
    principalId = ""
    version = "2012-10-17"
    pathRegex = r"^[/.a-zA-Z0-9-\*]+$"
    allowMethods = []
    denyMethods = []

    def __init__(self, principal, awsAccountId):
        self.awsAccountId = awsAccountId
        self.principalId = principal

    def allowAllMethods(self):
        self.allowMethods.append({"verb": "*"})

    def denyMethod(self, verb, resource):
        self.denyMethods.append({"verb": verb, "resource": resource})

# = reads authorizationToken [event["authorizationToken"]] decides
# = reads methodArn [event["methodArn"]] no
# = reads authorizationToken [event["authorizationToken"]] decides
# = maybe return [return authResponse] policy, Allow arn:aws:execute-api:${region}:${account}:${api}/${stage}/*/*, for user|a1b2c3d4, key: string, number: number, bool: boolean
# = maybe return [return authResponse] policy, Deny arn:aws:execute-api:${region}:${account}:${api}/${stage}/GET/pets/*, for user|a1b2c3d4, key: string, number: number, bool: boolean
