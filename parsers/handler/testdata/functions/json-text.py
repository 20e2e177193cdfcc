import json


def lambda_handler(event, context):
    answer = {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": []}}
    return json.dumps(answer)

# = always return [return json.dumps(answer)] other
