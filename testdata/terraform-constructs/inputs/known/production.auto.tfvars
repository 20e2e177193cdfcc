cache = { authorizer = { seconds = "7200" } }
