from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.data_classes import event_source
from aws_lambda_powertools.utilities.data_classes.api_gateway_authorizer_event import (
    APIGatewayAuthorizerResponse,
    APIGatewayAuthorizerTokenEvent,
)

logger = Logger()
tracer = Tracer()


@logger.inject_lambda_context
@event_source(data_class=APIGatewayAuthorizerTokenEvent)
def lambda_handler(event: APIGatewayAuthorizerTokenEvent, context):
    arn = event.parsed_arn
    policy = APIGatewayAuthorizerResponse(
        principal_id="user",
        region=arn.region,
        aws_account_id=arn.aws_account_id,
        api_id=arn.api_id,
        stage=arn.stage,
        context={"user": "x"},
    )
    if event.authorization_token == "good":
        policy.allow_all_routes()
    else:
        policy.deny_all_routes()
    logger.info("decided", extra={"arn": event.method_arn})
    return policy.asdict()

# = in Logger, event_source
# = reads authorizationToken [event.authorization_token] decides
# = reads methodArn [event.method_arn] no
# = maybe return [return policy.asdict()] policy, Allow arn:${partition}:execute-api:${region}:${account}:${api}/${stage}/*/*, for user, user: string
# = maybe return [return policy.asdict()] policy, Deny arn:${partition}:execute-api:${region}:${account}:${api}/${stage}/*/*, for user, user: string
