import functools


def logged(function):
    @functools.wraps(function)
    def inner(event, context):
        print("in")
        return function(event, context)

    return inner


@logged
def lambda_handler(event, context):
    return {"isAuthorized": event["identitySource"][0] == "x"}

# = reads identitySource [event["identitySource"][0]] decides
# = maybe return [return function(event, context)] simple, authorized true
# = maybe return [return function(event, context)] simple, authorized false
