from aws_lambda_powertools.utilities.data_classes.api_gateway_authorizer_event import (
    APIGatewayAuthorizerEventV2,
    APIGatewayAuthorizerResponseV2,
)


def lambda_handler(event, context):
    request = APIGatewayAuthorizerEventV2(event)
    if request.get_header_value("x-token") == "good":
        return APIGatewayAuthorizerResponseV2(authorize=True, context={"role": "admin"}).asdict()
    return APIGatewayAuthorizerResponseV2().asdict()

# = reads headers.x-token [request.get_header_value("x-token")] decides
# = maybe return [return APIGatewayAuthorizerResponseV2(authorize=True, context={"role": "admin"}).asdict()] simple, authorized true, role: string
# = maybe return [return APIGatewayAuthorizerResponseV2().asdict()] simple, authorized false
