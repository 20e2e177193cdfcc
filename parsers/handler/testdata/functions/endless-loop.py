def lambda_handler(event, context):
    response = {"isAuthorized": False}
    for header in event["headers"]:
        if header == "x":
            response["isAuthorized"] = True
            break
    while True:
        if check():
            return response

# = reads headers [event["headers"]] perhaps
# = maybe return [return response] simple, authorized unknown (set in a loop), context open (changed in a loop), key unknown
# = maybe return [return response] simple, authorized false, context open (changed in a loop), key unknown
# = maybe return [return response] simple, authorized false
