KEYS = {}
_answer = None


def lambda_handler(event, context):
    global _answer
    if _answer is None:
        _answer = {"isAuthorized": event["headers"]["x"] == "y"}
    keys = KEYS
    return _answer

# = reads headers.x [event["headers"]["x"]] decides
# = maybe return [return _answer] simple, authorized true
# = maybe return [return _answer] simple, authorized false
# = maybe return [return _answer] unknown (it may be kept from an earlier request)
