# The class is beside the file, but not in view.
from authorization.policies import AuthPolicy, HttpVerb


def lambda_handler(event, context):
    policy = AuthPolicy("me", "123456789012")
    policy.restApiId = "a1b2c3"
    policy.stage = "prod"
    policy.allow_all_methods()
    return policy.build()

# = always return [return policy.build()] policy, Allow arn:aws:execute-api:${the region that the class has}:123456789012:a1b2c3/prod/*/*, for me
