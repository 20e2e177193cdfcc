import os


def lambda_handler(event, context):
    response = {"isAuthorized": False, "context": {"tags": ["a"], "claims": {"sub": "x"}}}
    try:
        if event["headers"]["authorization"] == os.environ.get("TOKEN"):
            response = {"isAuthorized": True}
    except KeyError:
        pass
    return response

# = reads headers.authorization [event["headers"]["authorization"]] decides
# = maybe return [return response] simple, authorized true
# = maybe return [return response] simple, authorized false, tags: array, claims: object
