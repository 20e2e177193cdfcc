def lambda_handler(event, context):
    try:
        user = lookup(event["authorizationToken"])
    except (KeyError, ValueError) as e:
        raise Exception("Unauthorized") from e
    except LookupError:
        user = None
    else:
        if user.banned:
            raise Exception("Unauthorized: banned")
    finally:
        print("x")
    if user:
        return gen("Allow", event)
    return gen("Deny", event)

def gen(effect, event):
    return {"principalId": "p", "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"]}]}}

# = reads authorizationToken [event["authorizationToken"]] perhaps
# = reads methodArn [event["methodArn"]] perhaps
# = error throw [raise Exception("Unauthorized") from e] error, Unauthorized, 401
# = maybe throw [raise Exception("Unauthorized: banned")] error, Unauthorized: banned, 500
# = maybe return [return gen("Allow", event)] policy, Allow ${methodArn}, for p
# = maybe return [return gen("Deny", event)] policy, Deny ${methodArn}, for p
