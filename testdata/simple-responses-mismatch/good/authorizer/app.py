import os


def lambda_handler(event, context):
    return {"isAuthorized": event["headers"].get("authorization") == os.environ["SECRET"]}
