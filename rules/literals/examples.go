// Code generated from the fixtures by go generate. DO NOT EDIT.

package literals

import "github.com/authlint/authlint/internal/finding"

// Examples show the mistake that a built-in rule is about, and its remedy.
func Examples(rule string) []finding.Example {
	switch rule {
	case "any-captures-options":
		return []finding.Example{
			{Language: "Terraform", Change: "  }\n\n+ resource \"aws_api_gateway_method\" \"options_trips\" {\n+   rest_api_id   = aws_api_gateway_rest_api.trips.id\n+   resource_id   = aws_api_gateway_resource.trips.id\n+   http_method   = \"OPTIONS\"\n+   authorization = \"NONE\"\n+ }\n+\n+ resource \"aws_api_gateway_integration\" \"options_trips\" {\n+   rest_api_id = aws_api_gateway_rest_api.trips.id\n+   resource_id = aws_api_gateway_resource.trips.id\n+   http_method = aws_api_gateway_method.options_trips.http_method\n+   type        = \"MOCK\"\n+ }\n+\n  resource \"aws_api_gateway_authorizer\" \"planners\" {\n    rest_api_id                      = aws_api_gateway_rest_api.trips.id\n"},
			{Language: "CloudFormation", Change: "          Uri: https://backend.example.com/trips\n\n+   OptionsTripsMethod:\n+     Type: AWS::ApiGateway::Method\n+     Properties:\n+       RestApiId: !Ref Api\n+       ResourceId: !Ref Trips\n+       HttpMethod: OPTIONS\n+       AuthorizationType: NONE\n+       Integration:\n+         Type: MOCK\n+\n    Authorizer:\n      Type: AWS::ApiGateway::Authorizer\n"},
			{Language: "SAM", Change: "              Path: /trips\n              Method: any\n+         OptionsTrips:\n+           Type: Api\n+           Properties:\n+             RestApiId: !Ref Api\n+             Path: /trips\n+             Method: options\n+             Auth:\n+               Authorizer: NONE\n\n    AuthorizerFunction:\n"},
			{Language: "OpenAPI", Change: "          httpMethod: ANY\n          uri: https://backend.example.com/trips\n+     options:\n+       responses:\n+         \"200\":\n+           description: Done\n+       x-amazon-apigateway-integration:\n+         type: mock\n+         requestTemplates:\n+           application/json: '{\"statusCode\": 200}'\n  components:\n    securitySchemes:\n"},
		}
	case "api-key-source-without-authorizer":
		return []finding.Example{
			{Language: "Terraform", Change: "  resource \"aws_api_gateway_rest_api\" \"prices\" {\n    name           = \"prices\"\n-   api_key_source = \"AUTHORIZER\"\n+   api_key_source = \"HEADER\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "      Properties:\n        Name: prices\n-       ApiKeySourceType: AUTHORIZER\n\n    PricesResource:\n"},
			{Language: "SAM", Change: "        Auth:\n          ApiKeyRequired: true\n+         DefaultAuthorizer: Partners\n+         Authorizers:\n+           Partners:\n+             FunctionArn: !GetAtt AuthorizerFunction.Arn\n\n    PricesFunction:\n  …\n              Path: /prices\n              Method: get\n+\n+   AuthorizerFunction:\n+     Type: AWS::Serverless::Function\n+     Properties:\n+       CodeUri: authorizer/\n"},
			{Language: "OpenAPI", Change: "    title: prices\n    version: \"1.0\"\n- x-amazon-apigateway-api-key-source: AUTHORIZER\n+ x-amazon-apigateway-api-key-source: HEADER\n  paths:\n    /prices:\n"},
		}
	case "authorizer-allows-by-default":
		return []finding.Example{
			{Language: "CloudFormation", Change: "                claims = verify(token, process.env.KEY);\n              } catch (error) {\n-               console.log('cannot check the token', error);\n-               claims = { sub: 'unknown' };\n+               throw new Error('Unauthorized');\n              }\n              const [api, stage] = event.methodArn.split('/');\n"},
			{Language: "JavaScript", Change: "      claims = verify(token, process.env.KEY);\n    } catch (error) {\n-     console.log('cannot check the token', error);\n-     claims = { sub: 'unknown' };\n+     throw new Error('Unauthorized');\n    }\n    const [api, stage] = event.methodArn.split('/');\n"},
			{Language: "Python", Change: "          claims = jwt.decode(token, os.environ[\"KEY\"], algorithms=[\"RS256\"])\n      except jwt.PyJWTError:\n-         claims = {\"sub\": \"unknown\"}\n+         raise Exception(\"Unauthorized\")\n      arn = \"/\".join(event[\"methodArn\"].split(\"/\")[:2])\n      return allow(claims[\"sub\"], arn + \"/*/*\")\n"},
		}
	case "authorizer-decision-not-in-cache-key":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri                   = aws_lambda_function.session.invoke_arn\n    authorizer_result_ttl_in_seconds = 300\n-   identity_source                  = \"method.request.header.Authorization\"\n+   identity_source                  = \"method.request.header.Authorization,method.request.header.X-Tenant\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        Type: REQUEST\n        RestApiId: !Ref Api\n-       IdentitySource: method.request.header.Authorization\n+       IdentitySource: method.request.header.Authorization,method.request.header.X-Tenant\n        AuthorizerResultTtlInSeconds: 300\n        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${SessionFunction.Arn}/invocations\n"},
			{Language: "SAM", Change: "              FunctionPayloadType: REQUEST\n              Identity:\n-               Headers: [Authorization]\n+               Headers: [Authorization, X-Tenant]\n                ReauthorizeEvery: 300\n\n"},
		}
	case "authorizer-error-not-unauthorized":
		return []finding.Example{
			{Language: "CloudFormation", Change: "                claims = verify(token, process.env.KEY);\n              } catch (error) {\n-               throw new Error('Unauthorized: the token is not valid');\n+               throw new Error('Unauthorized');\n              }\n              const [api, stage] = event.methodArn.split('/');\n"},
			{Language: "JavaScript", Change: "      claims = verify(token, process.env.KEY);\n    } catch (error) {\n-     throw new Error('Unauthorized: the token is not valid');\n+     throw new Error('Unauthorized');\n    }\n    const [api, stage] = event.methodArn.split('/');\n"},
			{Language: "Python", Change: "          claims = jwt.decode(token, os.environ[\"KEY\"], algorithms=[\"RS256\"])\n      except jwt.PyJWTError:\n-         raise Exception(\"unauthorized\")\n+         raise Exception(\"Unauthorized\")\n      arn = \"/\".join(event[\"methodArn\"].split(\"/\")[:2])\n      return allow(claims[\"sub\"], arn + \"/*/*\")\n"},
		}
	case "authorizer-kind-missing":
		return []finding.Example{
			{Language: "CloudFormation", Change: "        RestApiId: !Ref Api\n        Name: readers\n+       Type: TOKEN\n        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource: method.request.header.Authorization\n"},
			{Language: "OpenAPI", Change: "        in: header\n        x-amazon-apigateway-authorizer:\n+         type: token\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n"},
		}
	case "authorizer-kind-not-supported":
		return []finding.Example{
			{Language: "Terraform", Change: "    api_id           = aws_apigatewayv2_api.chat.id\n    name             = \"members\"\n-   authorizer_type  = \"JWT\"\n+   authorizer_type  = \"REQUEST\"\n    authorizer_uri   = aws_lambda_function.authorizer.invoke_arn\n    identity_sources = [\"route.request.querystring.token\"]\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        Name: guests\n-       AuthorizerType: COGNITO_USER_POOLS\n+       AuthorizerType: JWT\n        IdentitySource:\n          - $request.header.Authorization\n"},
			{Language: "OpenAPI", Change: "        in: header\n        x-amazon-apigateway-authorizer:\n-         type: cognito_user_pool\n+         type: cognito_user_pools\n          providerARNs:\n            - arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_Gu3sTs9aB\n"},
		}
	case "authorizer-output-invalid":
		return []finding.Example{
			{Language: "CloudFormation", Change: "\n            const allow = (principalId, resource) => ({\n+             principalId,\n              policyDocument: {\n                Version: '2012-10-17',\n"},
			{Language: "JavaScript", Change: "\n  const allow = (principalId, resource) => ({\n+   principalId,\n    policyDocument: {\n      Version: '2012-10-17',\n"},
			{Language: "Python", Change: "      return {\n          \"principalId\": principal_id,\n-         \"context\": {\"roles\": [\"reader\", \"writer\"]},\n+         \"context\": {\"roles\": \"reader,writer\"},\n          \"policyDocument\": {\n              \"Version\": \"2012-10-17\",\n"},
		}
	case "authorizer-permission-missing":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_id      = aws_apigatewayv2_authorizer.badges.id\n  }\n+\n+ resource \"aws_lambda_permission\" \"check\" {\n+   action        = \"lambda:InvokeFunction\"\n+   function_name = aws_lambda_function.check.function_name\n+   principal     = \"apigateway.amazonaws.com\"\n+   source_arn    = \"${aws_apigatewayv2_api.doors.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.badges.id}\"\n+ }\n"},
			{Language: "CloudFormation", Change: "          ZipFile: |\n            from badge import handler\n+\n+   CheckBadgePermission:\n+     Type: AWS::Lambda::Permission\n+     Properties:\n+       Action: lambda:InvokeFunction\n+       FunctionName: !Ref CheckBadge\n+       Principal: apigateway.amazonaws.com\n+       SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/${Badges}\n"},
			{Language: "SAM", Change: "        Handler: app.handler\n        CodeUri: badge/\n+\n+   CheckBadgePermission:\n+     Type: AWS::Lambda::Permission\n+     Properties:\n+       Action: lambda:InvokeFunction\n+       FunctionName: !Ref CheckBadge\n+       Principal: apigateway.amazonaws.com\n+       SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*\n"},
		}
	case "authorizer-permission-qualifier":
		return []finding.Example{
			{Language: "Terraform", Change: "    action        = \"lambda:InvokeFunction\"\n    function_name = aws_lambda_function.gate.function_name\n+   qualifier     = aws_lambda_alias.live.name\n    principal     = \"apigateway.amazonaws.com\"\n    source_arn    = \"${aws_api_gateway_rest_api.parking.execution_arn}/authorizers/${aws_api_gateway_authorizer.gate.id}\"\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        AuthorizerType: REQUEST\n-       AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${PassengersFunction.Arn}/invocations\n+       AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${PassengersLive}/invocations\n        AuthorizerPayloadFormatVersion: \"2.0\"\n        EnableSimpleResponses: true\n  …\n      Properties:\n        Action: lambda:InvokeFunction\n-       FunctionName: !Ref PassengersLive\n+       FunctionName: !Sub ${PassengersFunction}:live\n        Principal: apigateway.amazonaws.com\n        SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*\n"},
		}
	case "authorizer-permission-too-narrow":
		return []finding.Example{
			{Language: "Terraform", Change: "    function_name = aws_lambda_function.sensors.function_name\n    principal     = \"apigateway.amazonaws.com\"\n-   source_arn    = \"${aws_api_gateway_rest_api.sensors.execution_arn}/*/GET/sensors\"\n+   source_arn    = \"${aws_api_gateway_rest_api.sensors.execution_arn}/*/*\"\n  }\n"},
			{Language: "CloudFormation", Change: "        FunctionName: !Ref AuthorizerFunction\n        Principal: apigateway.amazonaws.com\n-       SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/*\n+       SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*\n"},
		}
	case "authorizer-permission-unscoped":
		return []finding.Example{
			{Language: "Terraform", Change: "    function_name = aws_lambda_function.gate.function_name\n    principal     = \"apigateway.amazonaws.com\"\n+   source_arn    = \"${aws_api_gateway_rest_api.parking.execution_arn}/authorizers/${aws_api_gateway_authorizer.gate.id}\"\n  }\n"},
			{Language: "CloudFormation", Change: "        FunctionName: !GetAtt PassengersFunction.Arn\n        Principal: apigateway.amazonaws.com\n+       SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*\n"},
		}
	case "authorizer-policy-uncovered-method":
		return []finding.Example{
			{Language: "CloudFormation", Change: "              }\n              const [api, stage] = event.methodArn.split('/');\n-             return allow(claims.sub, `${api}/${stage}/GET/*`);\n+             return allow(claims.sub, `${api}/${stage}/*/*`);\n            };\n\n"},
			{Language: "JavaScript", Change: "    }\n    const [api, stage] = event.methodArn.split('/');\n-   return allow(claims.sub, `${api}/${stage}/GET/*`);\n+   return allow(claims.sub, `${api}/${stage}/*/*`);\n  };\n\n"},
			{Language: "Python", Change: "          raise Exception(\"Unauthorized\")\n      arn = \"/\".join(event[\"methodArn\"].split(\"/\")[:2])\n-     return allow(claims[\"sub\"], arn + \"/GET/*\")\n+     return allow(claims[\"sub\"], arn + \"/*/*\")\n\n\n"},
		}
	case "authorizer-reference-undefined":
		return []finding.Example{
			{Language: "CloudFormation", Change: "        HttpMethod: GET\n        AuthorizationType: COGNITO_USER_POOLS\n-       AuthorizerId: !Ref GardenerAuthorizer\n+       AuthorizerId: !Ref GardenersAuthorizer\n        Integration:\n          Type: MOCK\n"},
			{Language: "SAM", Change: "              Method: delete\n              Auth:\n-               Authorizer: HarbourMasters\n+               Authorizer: Sailors\n"},
		}
	case "authorizer-role-not-usable":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_type                   = \"REQUEST\"\n    authorizer_uri                    = aws_lambda_function.drivers.invoke_arn\n-   authorizer_credentials_arn        = aws_iam_role.execution.arn\n+   authorizer_credentials_arn        = aws_iam_role.caller.arn\n    authorizer_payload_format_version = \"2.0\"\n    authorizer_result_ttl_in_seconds  = 0\n  …\n  resource \"aws_iam_role_policy_attachment\" \"fleet\" {\n    role       = aws_iam_role.fleet.name\n-   policy_arn = \"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole\"\n+   policy_arn = aws_iam_policy.call.arn\n  }\n\n"},
			{Language: "CloudFormation", Change: "            - Effect: Allow\n              Action: lambda:InvokeFunction\n-             Resource: !Sub ${VisitorsFunction.Arn}:live\n+             Resource: !GetAtt VisitorsFunction.Arn\n\n    Archive:\n"},
			{Language: "SAM", Change: "            Choirs:\n              FunctionArn: !GetAtt ChoirsFunction.Arn\n-             FunctionInvokeRole: !GetAtt ChoirsFunctionRole.Arn\n+             FunctionInvokeRole: !GetAtt CallChoirsRole.Arn\n              AuthorizerPayloadFormatVersion: \"2.0\"\n              Identity:\n  …\n              Path: /concerts\n              Method: get\n+\n+   CallChoirsRole:\n+     Type: AWS::IAM::Role\n+     Properties:\n+       AssumeRolePolicyDocument:\n+         Version: \"2012-10-17\"\n+         Statement:\n+           - Effect: Allow\n+             Principal:\n+               Service: [apigateway.amazonaws.com]\n+             Action: [sts:AssumeRole]\n+       Policies:\n+         - PolicyName: call-choirs\n+           PolicyDocument:\n+             Version: \"2012-10-17\"\n+             Statement:\n+               - Effect: Allow\n+                 Action: [lambda:InvokeFunction]\n+                 Resource: !GetAtt ChoirsFunction.Arn\n"},
			{Language: "OpenAPI", Change: "          type: token\n          authorizerUri:\n-           Fn::Sub: arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${VisitorsFunction.Arn}:night/invocations\n+           Fn::Sub: arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${VisitorsFunction.Arn}/invocations\n          authorizerCredentials:\n            Fn::GetAtt: [VisitorsRole, Arn]\n"},
		}
	case "authorizer-unused":
		return []finding.Example{
			{Language: "Terraform", Change: "    resource_id   = aws_api_gateway_resource.tickets.id\n    http_method   = \"GET\"\n-   authorization = \"NONE\"\n+   authorization = \"CUSTOM\"\n+   authorizer_id = aws_api_gateway_authorizer.agents.id\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ResourceId: !Ref Tickets\n        HttpMethod: GET\n-       AuthorizationType: AWS_IAM\n+       AuthorizationType: CUSTOM\n+       AuthorizerId: !Ref Authorizer\n        Integration:\n          Type: AWS_PROXY\n"},
			{Language: "SAM", Change: "        StageName: prod\n        Auth:\n+         DefaultAuthorizer: Agents\n          Authorizers:\n            Agents:\n"},
			{Language: "OpenAPI", Change: "        summary: List tickets\n        security:\n-         - signature: []\n+         - agents: []\n        responses:\n          \"200\":\n  …\n  components:\n    securitySchemes:\n-     signature:\n-       type: apiKey\n-       name: Authorization\n-       in: header\n-       x-amazon-apigateway-authtype: awsSigv4\n      agents:\n        type: apiKey\n"},
		}
	case "authorizer-uri-hardcoded-partition-region":
		return []finding.Example{
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        AuthorizerType: REQUEST\n-       AuthorizerUri: !Sub arn:aws:apigateway:eu-north-1:lambda:path/2015-03-31/functions/${PassengersFunction.Arn}/invocations\n+       AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${PassengersFunction.Arn}/invocations\n        AuthorizerPayloadFormatVersion: \"2.0\"\n        EnableSimpleResponses: true\n"},
			{Language: "OpenAPI", Change: "        x-amazon-apigateway-authorizer:\n          type: token\n-         authorizerUri: arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${KeepersFunction.Arn}/invocations\n+         authorizerUri: arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${KeepersFunction.Arn}/invocations\n          authorizerResultTtlInSeconds: 0\n"},
		}
	case "authorizer-uri-missing":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"clerks\" {\n-   rest_api_id = aws_api_gateway_rest_api.racks.id\n-   name        = \"clerks\"\n-   type        = \"TOKEN\"\n+   rest_api_id    = aws_api_gateway_rest_api.racks.id\n+   name           = \"clerks\"\n+   type           = \"TOKEN\"\n+   authorizer_uri = aws_lambda_function.authorizer.invoke_arn\n  }\n"},
			{Language: "CloudFormation", Change: "        Name: clerks\n        AuthorizerType: REQUEST\n+       AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        AuthorizerPayloadFormatVersion: \"2.0\"\n        IdentitySource:\n"},
			{Language: "OpenAPI", Change: "        x-amazon-apigateway-authorizer:\n          type: token\n+         authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n"},
		}
	case "authorizer-uri-not-invoke-arn":
		return []finding.Example{
			{Language: "Terraform", Change: "    rest_api_id                      = aws_api_gateway_rest_api.photos.id\n    name                             = \"members\"\n-   authorizer_uri                   = aws_lambda_function.authorizer.arn\n+   authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn\n    authorizer_result_ttl_in_seconds = 0\n  }\n"},
			{Language: "CloudFormation", Change: "        RestApiId: !Ref Api\n        Type: TOKEN\n-       AuthorizerUri: !GetAtt AuthorizerFunction.Arn\n+       AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource: method.request.header.Authorization\n\n"},
			{Language: "OpenAPI", Change: "        x-amazon-apigateway-authorizer:\n          type: token\n-         authorizerUri: arn:aws:lambda:eu-central-1:111122223333:function:authorizer\n+         authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          authorizerResultTtlInSeconds: 0\n"},
		}
	case "cache-key-not-caller-bound":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri  = aws_lambda_function.authorizer.invoke_arn\n    type            = \"REQUEST\"\n-   identity_source = \"context.stage,stageVariables.tenant\"\n+   identity_source = \"method.request.header.Authorization,context.stage\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerPayloadFormatVersion: \"2.0\"\n        IdentitySource:\n+         - $request.header.Authorization\n          - $context.routeKey\n        AuthorizerResultTtlInSeconds: 300\n"},
			{Language: "SAM", Change: "              FunctionArn: !GetAtt AuthorizerFunction.Arn\n              Identity:\n+               Headers:\n+                 - Authorization\n                Context:\n                  - identity.sourceIp\n"},
			{Language: "OpenAPI", Change: "          type: request\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identitySource: context.stage\n+         identitySource: method.request.header.Authorization, context.stage\n          authorizerResultTtlInSeconds: 300\n"},
		}
	case "cache-key-volatile":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn\n    type                             = \"REQUEST\"\n-   identity_source                  = \"method.request.header.Authorization,context.requestId\"\n+   identity_source                  = \"method.request.header.Authorization\"\n    authorizer_result_ttl_in_seconds = 300\n  }\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n-         - $context.requestTimeEpoch\n        AuthorizerResultTtlInSeconds: 300\n\n"},
			{Language: "SAM", Change: "                Headers:\n                  - Authorization\n-               Context:\n-                 - requestId\n                ReauthorizeEvery: 120\n\n"},
			{Language: "OpenAPI", Change: "          type: request\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identitySource: method.request.header.Authorization, context.requestId\n+         identitySource: method.request.header.Authorization\n          authorizerResultTtlInSeconds: 120\n"},
		}
	case "cached-policy-multiple-methods":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"editors\" {\n-   rest_api_id    = aws_api_gateway_rest_api.wiki.id\n-   name           = \"editors\"\n-   authorizer_uri = aws_lambda_function.authorizer.invoke_arn\n+   rest_api_id                      = aws_api_gateway_rest_api.wiki.id\n+   name                             = \"editors\"\n+   authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn\n+   authorizer_result_ttl_in_seconds = 0\n  }\n\n"},
			{Language: "CloudFormation", Change: "        Name: customers\n        RestApiId: !Ref Api\n-       Type: TOKEN\n+       Type: REQUEST\n        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n-       IdentitySource: method.request.header.Authorization\n+       IdentitySource: method.request.header.Authorization, context.httpMethod, context.resourcePath\n        AuthorizerResultTtlInSeconds: 600\n\n"},
			{Language: "SAM", Change: "            Editors:\n              FunctionArn: !GetAtt AuthorizerFunction.Arn\n+             Identity:\n+               ReauthorizeEvery: 0\n\n    WikiFunction:\n"},
			{Language: "OpenAPI", Change: "          authorizerPayloadFormatVersion: \"2.0\"\n          authorizerResultTtlInSeconds: 300\n-         identitySource: $request.header.Authorization\n+         identitySource: $request.header.Authorization, $context.routeKey\n"},
		}
	case "cached-policy-single-method":
		return []finding.Example{
			{Language: "CloudFormation", Change: "                throw new Error('Unauthorized');\n              }\n-             return allow(claims.sub, event.methodArn);\n+             const [api, stage] = event.methodArn.split('/');\n+             return allow(claims.sub, `${api}/${stage}/*/*`);\n            };\n\n"},
			{Language: "JavaScript", Change: "      throw new Error('Unauthorized');\n    }\n-   return allow(claims.sub, event.methodArn);\n+   const [api, stage] = event.methodArn.split('/');\n+   return allow(claims.sub, `${api}/${stage}/*/*`);\n  };\n\n"},
			{Language: "Python", Change: "      except jwt.PyJWTError:\n          raise Exception(\"Unauthorized\")\n-     return allow(claims[\"sub\"], event[\"methodArn\"])\n+     arn = \"/\".join(event[\"methodArn\"].split(\"/\")[:2])\n+     return allow(claims[\"sub\"], arn + \"/*/*\")\n\n\n"},
		}
	case "cognito-id-token-required":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorization = \"COGNITO_USER_POOLS\"\n    authorizer_id = aws_api_gateway_authorizer.customers.id\n+\n+   authorization_scopes = [\"parcels/read\"]\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizationType: COGNITO_USER_POOLS\n        AuthorizerId: !Ref Customers\n+       AuthorizationScopes:\n+         - parcels/read\n        Integration:\n          Type: AWS_PROXY\n"},
			{Language: "SAM", Change: "            Customers:\n              UserPoolArn: !GetAtt UserPool.Arn\n+             AuthorizationScopes:\n+               - parcels/read\n\n    UserPool:\n"},
			{Language: "OpenAPI", Change: "        summary: List parcels\n        security:\n-         - customers: []\n+         - customers: [parcels/read]\n        responses:\n          \"200\":\n"},
		}
	case "cognito-provider-arn-malformed":
		return []finding.Example{
			{Language: "Terraform", Change: "    name          = \"members\"\n    type          = \"COGNITO_USER_POOLS\"\n-   provider_arns = [aws_cognito_user_pool.members.id]\n+   provider_arns = [aws_cognito_user_pool.members.arn]\n  }\n"},
			{Language: "CloudFormation", Change: "        IdentitySource: method.request.header.Authorization\n        ProviderARNs:\n-         - !GetAtt UserPool.ProviderURL\n-         - eu-central-1_Gu3sTs9aB\n+         - !GetAtt UserPool.Arn\n\n    UserPool:\n"},
			{Language: "SAM", Change: "          Authorizers:\n            Members:\n-             UserPoolArn: eu-central-1_Gu3sTs9aB\n+             UserPoolArn: arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_Gu3sTs9aB\n\n    WishesFunction:\n"},
			{Language: "OpenAPI", Change: "          type: cognito_user_pools\n          providerARNs:\n-           - https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Gu3sTs9aB\n+           - arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_Gu3sTs9aB\n"},
		}
	case "cognito-provider-arns-missing":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"writers\" {\n-   rest_api_id = aws_api_gateway_rest_api.diary.id\n-   name        = \"writers\"\n-   type        = \"COGNITO_USER_POOLS\"\n+   rest_api_id   = aws_api_gateway_rest_api.diary.id\n+   name          = \"writers\"\n+   type          = \"COGNITO_USER_POOLS\"\n+   provider_arns = [aws_cognito_user_pool.writers.arn]\n  }\n"},
			{Language: "CloudFormation", Change: "        Type: COGNITO_USER_POOLS\n        IdentitySource: method.request.header.Authorization\n+       ProviderARNs:\n+         - !GetAtt UserPool.Arn\n\n    UserPool:\n"},
			{Language: "OpenAPI", Change: "        x-amazon-apigateway-authorizer:\n          type: cognito_user_pools\n-         providerARNs: []\n+         providerARNs:\n+           - arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_Gu3sTs9aB\n"},
		}
	case "cognito-validation-expression-token-like":
		return []finding.Example{
			{Language: "Terraform", Change: "    type                           = \"COGNITO_USER_POOLS\"\n    provider_arns                  = [aws_cognito_user_pool.staff.arn]\n-   identity_validation_expression = \"^Bearer [-0-9a-zA-Z._]+$\"\n+   identity_validation_expression = \"3n4b5urk1ft4fl3mg5e62d9ado\"\n  }\n"},
			{Language: "CloudFormation", Change: "        ProviderARNs:\n          - !GetAtt UserPool.Arn\n-       IdentityValidationExpression: ^Bearer [-0-9a-zA-Z._]+$\n+       IdentityValidationExpression: 3n4b5urk1ft4fl3mg5e62d9ado\n\n    UserPool:\n"},
			{Language: "SAM", Change: "              UserPoolArn: !GetAtt UserPool.Arn\n              Identity:\n-               ValidationExpression: ^Bearer [-0-9a-zA-Z._]+$\n+               ValidationExpression: 3n4b5urk1ft4fl3mg5e62d9ado\n\n    UserPool:\n"},
			{Language: "OpenAPI", Change: "          providerARNs:\n            - arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_Gu3sTs9aB\n-         identityValidationExpression: ^Bearer [-0-9a-zA-Z._]+$\n+         identityValidationExpression: 3n4b5urk1ft4fl3mg5e62d9ado\n"},
		}
	case "cognito-validation-expression-with-scopes":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"managers\" {\n-   rest_api_id                    = aws_api_gateway_rest_api.budgets.id\n-   name                           = \"managers\"\n-   type                           = \"COGNITO_USER_POOLS\"\n-   provider_arns                  = [aws_cognito_user_pool.managers.arn]\n-   identity_validation_expression = \"3n4b5urk1ft4fl3mg5e62d9ado\"\n+   rest_api_id   = aws_api_gateway_rest_api.budgets.id\n+   name          = \"managers\"\n+   type          = \"COGNITO_USER_POOLS\"\n+   provider_arns = [aws_cognito_user_pool.managers.arn]\n  }\n"},
			{Language: "CloudFormation", Change: "        ProviderARNs:\n          - !GetAtt UserPool.Arn\n-       IdentityValidationExpression: 3n4b5urk1ft4fl3mg5e62d9ado\n\n    UserPool:\n"},
			{Language: "SAM", Change: "              AuthorizationScopes:\n                - budgets/write\n-             Identity:\n-               ValidationExpression: 3n4b5urk1ft4fl3mg5e62d9ado\n\n    UserPool:\n"},
			{Language: "OpenAPI", Change: "          providerARNs:\n            - arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_Gu3sTs9aB\n-         identityValidationExpression: 3n4b5urk1ft4fl3mg5e62d9ado\n"},
		}
	case "cors-credentials-wildcard":
		return []finding.Example{
			{Language: "Terraform", Change: "\n    cors_configuration {\n-     allow_origins     = [\"*\"]\n+     allow_origins     = [\"https://shop.example.com\"]\n      allow_methods     = [\"GET\", \"POST\"]\n      allow_headers     = [\"Content-Type\", \"Authorization\"]\n"},
			{Language: "CloudFormation", Change: "        CorsConfiguration:\n          AllowOrigins:\n-           - '*'\n+           - https://shop.example.com\n          AllowMethods:\n            - GET\n"},
			{Language: "SAM", Change: "        CorsConfiguration:\n          AllowOrigins:\n-           - '*'\n+           - https://shop.example.com\n          AllowMethods:\n            - GET\n"},
			{Language: "OpenAPI", Change: "  x-amazon-apigateway-cors:\n    allowOrigins:\n-     - '*'\n+     - https://shop.example.com\n    allowMethods:\n      - GET\n"},
		}
	case "cors-headers-omit-authorization":
		return []finding.Example{
			{Language: "Terraform", Change: "      allow_origins = [\"https://pay.example.com\"]\n      allow_methods = [\"GET\", \"POST\"]\n-     allow_headers = [\"Content-Type\", \"X-Request-Id\"]\n+     allow_headers = [\"Content-Type\", \"Authorization\"]\n    }\n  }\n"},
			{Language: "CloudFormation", Change: "          AllowHeaders:\n            - Content-Type\n-           - X-Request-Id\n+           - Authorization\n\n    Authorizer:\n"},
			{Language: "SAM", Change: "          AllowHeaders:\n            - Content-Type\n-           - X-Request-Id\n+           - Authorization\n        Auth:\n          DefaultAuthorizer: Payers\n"},
			{Language: "OpenAPI", Change: "    allowHeaders:\n      - Content-Type\n-     - X-Request-Id\n+     - Authorization\n  paths:\n    /wallet:\n"},
		}
	case "definition-mixed":
		return []finding.Example{
			{Language: "Terraform", Change: "  resource \"aws_api_gateway_rest_api\" \"meters\" {\n-   name = \"meters\"\n+   name              = \"meters\"\n+   put_rest_api_mode = \"merge\"\n\n    body = jsonencode({\n"},
			{Language: "CloudFormation", Change: "      Type: AWS::ApiGateway::RestApi\n      Properties:\n+       Mode: merge\n        Body:\n          swagger: \"2.0\"\n"},
			{Language: "SAM", Change: "      Properties:\n        StageName: prod\n+       GatewayResponses:\n+         ACCESS_DENIED:\n+           StatusCode: 404\n        DefinitionBody:\n          openapi: 3.0.1\n  …\n                x-amazon-apigateway-auth: {type: AWS_IAM}\n                x-amazon-apigateway-integration: {type: mock}\n-   Denied:\n-     Type: AWS::ApiGateway::GatewayResponse\n-     Properties:\n-       RestApiId: !Ref Meters\n-       ResponseType: ACCESS_DENIED\n-       StatusCode: \"404\"\n"},
		}
	case "definition-refused":
		return []finding.Example{
			{Language: "SAM", Change: "      Properties:\n        CorsConfiguration:\n-         AllowOrigin: [https://app.example.com]\n+         AllowOrigins: [https://app.example.com]\n        Auth:\n          DefaultAuthorizer: Members\n  …\n              ApiId: !Ref Api\n              Path: /loans\n+             Method: post\n              Auth:\n                Authorizer: Members\n"},
		}
	case "deployment-missing-dependency":
		return []finding.Example{
			{Language: "Terraform", Change: "- # Terraform creates the method and the deployment at the same time.\n+ # What the hash is made of is created first.\n  resource \"aws_api_gateway_rest_api\" \"parcels\" {\n    name = \"parcels\"\n  …\n\n    triggers = {\n-     redeployment = filesha1(\"${path.module}/main.tf\")\n+     redeployment = sha1(jsonencode([aws_api_gateway_method.track, aws_api_gateway_integration.track]))\n    }\n\n"},
			{Language: "CloudFormation", Change: "    AddReading:\n      Type: AWS::ApiGateway::Method\n+     DependsOn: [ListReadings]\n      Properties:\n        RestApiId: !Ref MeterApi\n  …\n    MeterDeployment20260301:\n      Type: AWS::ApiGateway::Deployment\n+     DependsOn: AddReading\n      Properties:\n        RestApiId: !Ref MeterApi\n"},
		}
	case "deployment-no-create-before-destroy":
		return []finding.Example{
			{Language: "Terraform", Change: "- # The old deployment has to go first, and the stage points to it.\n+ # The stage moves to the new deployment before the old one goes.\n  resource \"aws_api_gateway_rest_api\" \"parcels\" {\n    name = \"parcels\"\n  …\n      redeployment = sha1(jsonencode([aws_api_gateway_method.track, aws_api_gateway_integration.track]))\n    }\n+\n+   lifecycle {\n+     create_before_destroy = true\n+   }\n  }\n\n"},
		}
	case "deployment-not-triggered":
		return []finding.Example{
			{Language: "Terraform", Change: "- # The methods are in the hash, the authorizer and the gateway response are not.\n+ # All that callers notice is in the hash.\n  resource \"aws_api_gateway_rest_api\" \"loans\" {\n    name = \"loans\"\n  …\n    triggers = {\n      redeployment = sha1(jsonencode([\n-       aws_api_gateway_method.list.id,\n-       aws_api_gateway_integration.list.id,\n+       aws_api_gateway_authorizer.pool,\n+       aws_api_gateway_gateway_response.denied,\n+       aws_api_gateway_method.list,\n+       aws_api_gateway_integration.list,\n      ]))\n    }\n"},
		}
	case "deployment-static-logical-id":
		return []finding.Example{
			{Language: "CloudFormation", Change: "        Integration: {Type: MOCK}\n\n-   MeterDeployment:\n+   MeterDeployment20260301:\n      Type: AWS::ApiGateway::Deployment\n      DependsOn: [ListReadings, AddReading]\n  …\n      Properties:\n        RestApiId: !Ref MeterApi\n-       DeploymentId: !Ref MeterDeployment\n+       DeploymentId: !Ref MeterDeployment20260301\n        StageName: live\n"},
		}
	case "gateway-response-4xx-only":
		return []finding.Example{
			{Language: "Terraform", Change: "    }\n  }\n+\n+ resource \"aws_api_gateway_gateway_response\" \"default_5xx\" {\n+   rest_api_id   = aws_api_gateway_rest_api.fleet.id\n+   response_type = \"DEFAULT_5XX\"\n+\n+   response_parameters = {\n+     \"gatewayresponse.header.Access-Control-Allow-Origin\" = \"'https://fleet.example.com'\"\n+   }\n+ }\n"},
			{Language: "CloudFormation", Change: "        ResponseParameters:\n          gatewayresponse.header.Access-Control-Allow-Origin: \"'https://fleet.example.com'\"\n+\n+   Default5xxResponse:\n+     Type: AWS::ApiGateway::GatewayResponse\n+     Properties:\n+       RestApiId: !Ref Api\n+       ResponseType: DEFAULT_5XX\n+       ResponseParameters:\n+         gatewayresponse.header.Access-Control-Allow-Origin: \"'https://fleet.example.com'\"\n"},
			{Language: "SAM", Change: "              Headers:\n                Access-Control-Allow-Origin: \"'https://fleet.example.com'\"\n+         DEFAULT_5XX:\n+           ResponseParameters:\n+             Headers:\n+               Access-Control-Allow-Origin: \"'https://fleet.example.com'\"\n\n    FleetFunction:\n"},
			{Language: "OpenAPI", Change: "      responseParameters:\n        gatewayresponse.header.Access-Control-Allow-Origin: \"'https://fleet.example.com'\"\n+   DEFAULT_5XX:\n+     responseParameters:\n+       gatewayresponse.header.Access-Control-Allow-Origin: \"'https://fleet.example.com'\"\n  paths:\n    /vehicles:\n"},
		}
	case "gateway-response-default-status":
		return []finding.Example{
			{Language: "Terraform", Change: "    rest_api_id   = aws_api_gateway_rest_api.parcels.id\n    response_type = \"DEFAULT_4XX\"\n-   status_code   = \"400\"\n\n    response_templates = {\n  …\n    }\n  }\n+\n+ resource \"aws_api_gateway_gateway_response\" \"missing_authentication_token\" {\n+   rest_api_id   = aws_api_gateway_rest_api.parcels.id\n+   response_type = \"MISSING_AUTHENTICATION_TOKEN\"\n+   status_code   = \"404\"\n+\n+   response_templates = {\n+     \"application/json\" = \"{\\\"message\\\":\\\"Not found\\\"}\"\n+   }\n+ }\n"},
			{Language: "CloudFormation", Change: "        RestApiId: !Ref Api\n        ResponseType: DEFAULT_4XX\n-       StatusCode: 400\n        ResponseTemplates:\n          application/json: '{\"message\":$context.error.messageString}'\n+\n+   MissingAuthenticationTokenResponse:\n+     Type: AWS::ApiGateway::GatewayResponse\n+     Properties:\n+       RestApiId: !Ref Api\n+       ResponseType: MISSING_AUTHENTICATION_TOKEN\n+       StatusCode: 404\n+       ResponseTemplates:\n+         application/json: '{\"message\":\"Not found\"}'\n"},
			{Language: "SAM", Change: "        GatewayResponses:\n          DEFAULT_4XX:\n-           StatusCode: 400\n            ResponseTemplates:\n              application/json: '{\"message\":$context.error.messageString}'\n+         MISSING_AUTHENTICATION_TOKEN:\n+           StatusCode: 404\n+           ResponseTemplates:\n+             application/json: '{\"message\":\"Not found\"}'\n\n    ParcelsFunction:\n"},
			{Language: "OpenAPI", Change: "  x-amazon-apigateway-gateway-responses:\n    DEFAULT_4XX:\n-     statusCode: 400\n      responseTemplates:\n        application/json: '{\"message\":$context.error.messageString}'\n+   MISSING_AUTHENTICATION_TOKEN:\n+     statusCode: 404\n+     responseTemplates:\n+       application/json: '{\"message\":\"Not found\"}'\n  paths:\n    /parcels:\n"},
		}
	case "gateway-response-double-quoted-message":
		return []finding.Example{
			{Language: "Terraform", Change: "\n    response_templates = {\n-     \"application/json\" = \"{\\\"message\\\":\\\"$context.error.messageString\\\",\\\"requestId\\\":\\\"$context.requestId\\\"}\"\n+     \"application/json\" = \"{\\\"message\\\":$context.error.messageString,\\\"requestId\\\":\\\"$context.requestId\\\"}\"\n    }\n  }\n"},
			{Language: "CloudFormation", Change: "        ResponseType: DEFAULT_4XX\n        ResponseTemplates:\n-         application/json: '{\"message\":\"$context.error.messageString\",\"requestId\":\"$context.requestId\"}'\n+         application/json: '{\"message\":$context.error.messageString,\"requestId\":\"$context.requestId\"}'\n"},
			{Language: "SAM", Change: "          DEFAULT_4XX:\n            ResponseTemplates:\n-             application/json: '{\"message\":\"$context.error.messageString\",\"requestId\":\"$context.requestId\"}'\n+             application/json: '{\"message\":$context.error.messageString,\"requestId\":\"$context.requestId\"}'\n\n    LibraryFunction:\n"},
			{Language: "OpenAPI", Change: "    DEFAULT_4XX:\n      responseTemplates:\n-       application/json: '{\"message\":\"$context.error.messageString\",\"requestId\":\"$context.requestId\"}'\n+       application/json: '{\"message\":$context.error.messageString,\"requestId\":\"$context.requestId\"}'\n  paths:\n    /loans:\n"},
		}
	case "gateway-response-expired-token-misuse":
		return []finding.Example{
			{Language: "Terraform", Change: "  }\n\n- resource \"aws_api_gateway_gateway_response\" \"expired_token\" {\n+ resource \"aws_api_gateway_gateway_response\" \"unauthorized\" {\n    rest_api_id   = aws_api_gateway_rest_api.clinic.id\n-   response_type = \"EXPIRED_TOKEN\"\n+   response_type = \"UNAUTHORIZED\"\n\n    response_templates = {\n"},
			{Language: "CloudFormation", Change: "        AuthorizerResultTtlInSeconds: 0\n\n-   ExpiredTokenResponse:\n+   UnauthorizedResponse:\n      Type: AWS::ApiGateway::GatewayResponse\n      Properties:\n        RestApiId: !Ref Api\n-       ResponseType: EXPIRED_TOKEN\n+       ResponseType: UNAUTHORIZED\n        ResponseTemplates:\n          application/json: '{\"message\":\"Your session has expired, please sign in again\"}'\n"},
			{Language: "SAM", Change: "                ReauthorizeEvery: 0\n        GatewayResponses:\n-         EXPIRED_TOKEN:\n+         UNAUTHORIZED:\n            ResponseTemplates:\n              application/json: '{\"message\":\"Your session has expired, please sign in again\"}'\n"},
			{Language: "OpenAPI", Change: "    version: \"1.0\"\n  x-amazon-apigateway-gateway-responses:\n-   EXPIRED_TOKEN:\n+   UNAUTHORIZED:\n      responseTemplates:\n        application/json: '{\"message\":\"Your session has expired, please sign in again\"}'\n"},
		}
	case "gateway-response-missing-cors":
		return []finding.Example{
			{Language: "Terraform", Change: "    source_arn    = \"${aws_api_gateway_rest_api.shop.execution_arn}/authorizers/${aws_api_gateway_authorizer.shoppers.id}\"\n  }\n+\n+ resource \"aws_api_gateway_gateway_response\" \"client_errors\" {\n+   rest_api_id   = aws_api_gateway_rest_api.shop.id\n+   response_type = \"DEFAULT_4XX\"\n+\n+   response_parameters = {\n+     \"gatewayresponse.header.Access-Control-Allow-Origin\" = \"'*'\"\n+   }\n+ }\n"},
			{Language: "CloudFormation", Change: "        RestApiId: !Ref Api\n        ResponseType: DEFAULT_4XX\n-       ResponseTemplates:\n-         application/json: '{\"message\":$context.error.messageString,\"type\":\"$context.error.responseType\"}'\n+       ResponseParameters:\n+         gatewayresponse.header.Access-Control-Allow-Origin: \"'*'\"\n"},
			{Language: "SAM", Change: "        StageName: prod\n        Cors: \"'https://shop.example.com'\"\n+       GatewayResponses:\n+         DEFAULT_4XX:\n+           ResponseParameters:\n+             Headers:\n+               Access-Control-Allow-Origin: \"'https://shop.example.com'\"\n        Auth:\n          DefaultAuthorizer: Shoppers\n"},
			{Language: "OpenAPI", Change: "    title: Shop\n    version: \"1.0\"\n+ x-amazon-apigateway-gateway-responses:\n+   DEFAULT_4XX:\n+     responseParameters:\n+       gatewayresponse.header.Access-Control-Allow-Origin: \"'https://shop.example.com'\"\n  paths:\n    /cart:\n"},
		}
	case "gateway-response-on-v2":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_id      = aws_apigatewayv2_authorizer.diners.id\n  }\n-\n- resource \"aws_api_gateway_gateway_response\" \"unauthorized\" {\n-   rest_api_id   = aws_apigatewayv2_api.menu.id\n-   response_type = \"UNAUTHORIZED\"\n-\n-   response_templates = {\n-     \"application/json\" = \"{\\\"message\\\":\\\"Please sign in\\\"}\"\n-   }\n- }\n"},
			{Language: "CloudFormation", Change: "        AuthorizationType: JWT\n        AuthorizerId: !Ref Authorizer\n-\n-   UnauthorizedResponse:\n-     Type: AWS::ApiGateway::GatewayResponse\n-     Properties:\n-       RestApiId: !Ref Api\n-       ResponseType: UNAUTHORIZED\n-       ResponseTemplates:\n-         application/json: '{\"message\":\"Please sign in\"}'\n-\n-   Kitchen:\n-     Type: AWS::ApiGatewayV2::Api\n-     Properties:\n-       Body:\n-         openapi: 3.0.3\n-         info:\n-           title: kitchen\n-           version: \"1.0\"\n-         x-amazon-apigateway-gateway-responses:\n-           DEFAULT_4XX:\n-             responseTemplates:\n-               application/json: '{\"message\":\"Not for guests\"}'\n-         paths:\n-           /dishes:\n-             get:\n-               responses:\n-                 \"200\":\n-                   description: Done\n-               x-amazon-apigateway-integration:\n-                 type: http_proxy\n-                 httpMethod: GET\n-                 uri: https://backend.example.com/dishes\n-                 payloadFormatVersion: \"1.0\"\n"},
		}
	case "gateway-response-override-drops-cors":
		return []finding.Example{
			{Language: "Terraform", Change: "    response_type = \"UNAUTHORIZED\"\n\n+   response_parameters = {\n+     \"gatewayresponse.header.Access-Control-Allow-Origin\" = \"'https://desk.example.com'\"\n+   }\n+\n    response_templates = {\n      \"application/json\" = \"{\\\"error\\\":$context.error.messageString,\\\"login\\\":\\\"https://login.example.com\\\"}\"\n"},
			{Language: "CloudFormation", Change: "        RestApiId: !Ref Api\n        ResponseType: UNAUTHORIZED\n+       ResponseParameters:\n+         gatewayresponse.header.Access-Control-Allow-Origin: \"'https://desk.example.com'\"\n        ResponseTemplates:\n          application/json: '{\"error\":$context.error.messageString,\"login\":\"https://login.example.com\"}'\n"},
			{Language: "SAM", Change: "                Access-Control-Allow-Origin: \"'https://desk.example.com'\"\n          UNAUTHORIZED:\n+           ResponseParameters:\n+             Headers:\n+               Access-Control-Allow-Origin: \"'https://desk.example.com'\"\n            ResponseTemplates:\n              application/json: '{\"error\":$context.error.messageString,\"login\":\"https://login.example.com\"}'\n"},
			{Language: "OpenAPI", Change: "        gatewayresponse.header.Access-Control-Allow-Origin: \"'https://desk.example.com'\"\n    UNAUTHORIZED:\n+     responseParameters:\n+       gatewayresponse.header.Access-Control-Allow-Origin: \"'https://desk.example.com'\"\n      responseTemplates:\n        application/json: '{\"error\":$context.error.messageString,\"login\":\"https://login.example.com\"}'\n"},
		}
	case "gateway-response-status-invalid":
		return []finding.Example{
			{Language: "Terraform", Change: "    rest_api_id   = aws_api_gateway_rest_api.invoices.id\n    response_type = \"UNAUTHORIZED\"\n-   status_code   = \"4XX\"\n+   status_code   = \"401\"\n\n    response_templates = {\n"},
			{Language: "CloudFormation", Change: "        RestApiId: !Ref Api\n        ResponseType: UNAUTHORIZED\n-       StatusCode: 4XX\n+       StatusCode: 401\n        ResponseTemplates:\n          application/json: '{\"message\":\"Please sign in\",\"type\":\"$context.error.responseType\"}'\n"},
			{Language: "SAM", Change: "        GatewayResponses:\n          UNAUTHORIZED:\n-           StatusCode: 4XX\n+           StatusCode: 401\n            ResponseTemplates:\n              application/json: '{\"message\":\"Please sign in\",\"type\":\"$context.error.responseType\"}'\n"},
			{Language: "OpenAPI", Change: "  x-amazon-apigateway-gateway-responses:\n    UNAUTHORIZED:\n-     statusCode: 4XX\n+     statusCode: 401\n      responseTemplates:\n        application/json: '{\"message\":\"Please sign in\",\"type\":\"$context.error.responseType\"}'\n"},
		}
	case "gateway-response-unknown-type":
		return []finding.Example{
			{Language: "Terraform", Change: "  }\n\n- resource \"aws_api_gateway_gateway_response\" \"unauthorised\" {\n+ resource \"aws_api_gateway_gateway_response\" \"unauthorized\" {\n    rest_api_id   = aws_api_gateway_rest_api.tickets.id\n-   response_type = \"UNAUTHORISED\"\n+   response_type = \"UNAUTHORIZED\"\n\n    response_templates = {\n"},
			{Language: "CloudFormation", Change: "      Properties:\n        RestApiId: !Ref Api\n-       ResponseType: access_denied\n+       ResponseType: ACCESS_DENIED\n        ResponseTemplates:\n          application/json: '{\"message\":$context.error.messageString}'\n\n-   UnauthorisedResponse:\n+   UnauthorizedResponse:\n      Type: AWS::ApiGateway::GatewayResponse\n      Properties:\n        RestApiId: !Ref Api\n-       ResponseType: UNAUTHORISED\n+       ResponseType: UNAUTHORIZED\n        ResponseTemplates:\n          application/json: '{\"message\":$context.error.messageString}'\n"},
			{Language: "SAM", Change: "                ReauthorizeEvery: 0\n        GatewayResponses:\n-         UNAUTHORISED:\n+         UNAUTHORIZED:\n            ResponseTemplates:\n              application/json: '{\"message\":$context.error.messageString}'\n"},
			{Language: "OpenAPI", Change: "    version: \"1.0\"\n  x-amazon-apigateway-gateway-responses:\n-   UNAUTHORISED:\n+   UNAUTHORIZED:\n      responseTemplates:\n        application/json: '{\"message\":$context.error.messageString}'\n"},
		}
	case "gateway-response-unquoted-literal":
		return []finding.Example{
			{Language: "Terraform", Change: "\n    response_parameters = {\n-     \"gatewayresponse.header.Access-Control-Allow-Origin\"  = \"*\"\n-     \"gatewayresponse.header.Access-Control-Allow-Headers\" = \"Content-Type,Authorization\"\n+     \"gatewayresponse.header.Access-Control-Allow-Origin\"  = \"method.request.header.Origin\"\n+     \"gatewayresponse.header.Access-Control-Allow-Headers\" = \"'Content-Type,Authorization'\"\n    }\n  }\n"},
			{Language: "CloudFormation", Change: "        ResponseType: DEFAULT_4XX\n        ResponseParameters:\n-         gatewayresponse.header.Access-Control-Allow-Origin: '*'\n-         gatewayresponse.header.Access-Control-Allow-Headers: Content-Type,Authorization\n+         gatewayresponse.header.Access-Control-Allow-Origin: method.request.header.Origin\n+         gatewayresponse.header.Access-Control-Allow-Headers: \"'Content-Type,Authorization'\"\n\n    Default5xxResponse:\n"},
			{Language: "SAM", Change: "            ResponseParameters:\n              Headers:\n-               Access-Control-Allow-Origin: '*'\n-               Access-Control-Allow-Headers: Content-Type,Authorization\n+               Access-Control-Allow-Origin: method.request.header.Origin\n+               Access-Control-Allow-Headers: \"'Content-Type,Authorization'\"\n          DEFAULT_5XX:\n            ResponseParameters:\n"},
			{Language: "OpenAPI", Change: "    DEFAULT_4XX:\n      responseParameters:\n-       gatewayresponse.header.Access-Control-Allow-Origin: '*'\n-       gatewayresponse.header.Access-Control-Allow-Headers: Content-Type,Authorization\n+       gatewayresponse.header.Access-Control-Allow-Origin: method.request.header.Origin\n+       gatewayresponse.header.Access-Control-Allow-Headers: \"'Content-Type,Authorization'\"\n    DEFAULT_5XX:\n      responseParameters:\n"},
		}
	case "gateway-responses-default":
		return []finding.Example{
			{Language: "Terraform", Change: "  }\n\n- resource \"aws_api_gateway_gateway_response\" \"throttled\" {\n+ resource \"aws_api_gateway_gateway_response\" \"unauthorized\" {\n    rest_api_id   = aws_api_gateway_rest_api.ledger.id\n-   response_type = \"THROTTLED\"\n+   response_type = \"UNAUTHORIZED\"\n\n    response_templates = {\n"},
			{Language: "CloudFormation", Change: "                Service: lambda.amazonaws.com\n              Action: sts:AssumeRole\n+\n+   ErrorResponse:\n+     Type: AWS::ApiGateway::GatewayResponse\n+     Properties:\n+       RestApiId: !Ref Api\n+       ResponseType: DEFAULT_4XX\n+       ResponseTemplates:\n+         application/json: '{\"message\":$context.error.messageString,\"type\":\"$context.error.responseType\"}'\n"},
			{Language: "SAM", Change: "      Properties:\n        StageName: prod\n+       GatewayResponses:\n+         ACCESS_DENIED:\n+           ResponseTemplates:\n+             application/json: '{\"error\":$context.error.messageString}'\n        Auth:\n          DefaultAuthorizer: Clerks\n"},
			{Language: "OpenAPI", Change: "    title: Ledger\n    version: \"1.0\"\n+ x-amazon-apigateway-gateway-responses:\n+   UNAUTHORIZED:\n+     responseTemplates:\n+       application/json: '{\"error\":$context.error.messageString}'\n  paths:\n    /entries:\n"},
		}
	case "http-cache-without-route-key":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn\n    authorizer_payload_format_version = \"2.0\"\n-   identity_sources                  = [\"$request.header.Authorization\"]\n+   identity_sources                  = [\"$request.header.Authorization\", \"$context.routeKey\"]\n    authorizer_result_ttl_in_seconds  = 300\n  }\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n+         - $context.routeKey\n        AuthorizerResultTtlInSeconds: 120\n\n"},
			{Language: "SAM", Change: "                Headers:\n                  - Authorization\n+               Context:\n+                 - routeKey\n                ReauthorizeEvery: 300\n\n"},
			{Language: "OpenAPI", Change: "          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          authorizerPayloadFormatVersion: \"2.0\"\n-         identitySource: $request.header.Authorization\n+         identitySource: $request.header.Authorization, $context.routeKey\n          authorizerResultTtlInSeconds: 300\n"},
		}
	case "http-default-route-captures-options":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_id      = aws_apigatewayv2_authorizer.subscribers.id\n  }\n+\n+ resource \"aws_apigatewayv2_route\" \"options_proxy\" {\n+   api_id    = aws_apigatewayv2_api.magazine.id\n+   route_key = \"OPTIONS /{proxy+}\"\n+   target    = \"integrations/${aws_apigatewayv2_integration.magazine.id}\"\n+ }\n"},
			{Language: "CloudFormation", Change: "        AuthorizationType: JWT\n        AuthorizerId: !Ref Authorizer\n+\n+   OptionsProxyRoute:\n+     Type: AWS::ApiGatewayV2::Route\n+     Properties:\n+       ApiId: !Ref Api\n+       RouteKey: OPTIONS /{proxy+}\n+       Target: !Sub integrations/${Integration}\n"},
			{Language: "SAM", Change: "            Properties:\n              ApiId: !Ref Api\n+         OptionsProxy:\n+           Type: HttpApi\n+           Properties:\n+             ApiId: !Ref Api\n+             Path: \"/{proxy+}\"\n+             Method: options\n+             Auth:\n+               Authorizer: NONE\n"},
			{Language: "OpenAPI", Change: "          uri: https://backend.example.com\n          payloadFormatVersion: \"1.0\"\n+   /{proxy+}:\n+     options:\n+       responses:\n+         \"200\":\n+           description: Done\n+       x-amazon-apigateway-integration:\n+         type: http_proxy\n+         httpMethod: ANY\n+         uri: https://backend.example.com\n+         payloadFormatVersion: \"1.0\"\n  components:\n    securitySchemes:\n"},
		}
	case "http-route-api-key":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_apigatewayv2_route\" \"list\" {\n-   api_id           = aws_apigatewayv2_api.quotes.id\n-   route_key        = \"GET /quotes\"\n-   target           = \"integrations/${aws_apigatewayv2_integration.quotes.id}\"\n-   api_key_required = true\n+   api_id    = aws_apigatewayv2_api.quotes.id\n+   route_key = \"GET /quotes\"\n+   target    = \"integrations/${aws_apigatewayv2_integration.quotes.id}\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        RouteKey: GET /quotes\n-       ApiKeyRequired: true\n+       ApiKeyRequired: false\n        Target: !Sub integrations/${Integration}\n\n"},
		}
	case "identity-source-alternatives":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"owners\" {\n-   rest_api_id     = aws_api_gateway_rest_api.photos.id\n-   name            = \"owners\"\n-   authorizer_uri  = aws_lambda_function.authorizer.invoke_arn\n-   type            = \"REQUEST\"\n-   identity_source = \"method.request.header.Authorization,method.request.querystring.access_token\"\n+   rest_api_id                      = aws_api_gateway_rest_api.photos.id\n+   name                             = \"owners\"\n+   authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn\n+   type                             = \"REQUEST\"\n+   identity_source                  = \"\"\n+   authorizer_result_ttl_in_seconds = 0\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource:\n-         - route.request.header.Authorization\n          - route.request.querystring.token\n\n"},
			{Language: "SAM", Change: "                  - Authorization\n                  - X-Api-Token\n-               ReauthorizeEvery: 300\n+               ReauthorizeEvery: 0\n\n    PhotosFunction:\n"},
			{Language: "OpenAPI", Change: "          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          authorizerPayloadFormatVersion: \"2.0\"\n-         identitySource: $request.header.Authorization, $request.header.Cookie\n+         identitySource: $request.header.Authorization\n"},
		}
	case "identity-source-dialect":
		return []finding.Example{
			{Language: "Terraform", Change: "    name             = \"customers\"\n    authorizer_type  = \"JWT\"\n-   identity_sources = [\"method.request.header.Authorization\"]\n+   identity_sources = [\"$request.header.Authorization\"]\n\n    jwt_configuration {\n"},
			{Language: "CloudFormation", Change: "        Type: REQUEST\n        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n-       IdentitySource: $request.header.Authorization\n+       IdentitySource: method.request.header.Authorization\n        AuthorizerResultTtlInSeconds: 60\n\n"},
			{Language: "SAM", Change: "          Authorizers:\n            Customers:\n-             IdentitySource: method.request.header.Authorization\n+             IdentitySource: $request.header.Authorization\n              JwtConfiguration:\n                issuer: https://login.example.com/\n"},
			{Language: "OpenAPI", Change: "        x-amazon-apigateway-authorizer:\n          type: jwt\n-         identitySource: method.request.header.Authorization\n+         identitySource: $request.header.Authorization\n          jwtConfiguration:\n            audience:\n"},
		}
	case "identity-source-duplicate":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri  = aws_lambda_function.authorizer.invoke_arn\n    type            = \"REQUEST\"\n-   identity_source = \"method.request.header.Authorization,method.request.header.Authorization\"\n+   identity_source = \"method.request.header.Authorization,method.request.header.X-Tenant\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n-         - $request.header.Authorization\n+         - $request.header.X-Tenant\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "                Headers:\n                  - Authorization\n-                 - Authorization\n+                 - X-Tenant\n\n    ParcelsFunction:\n"},
			{Language: "OpenAPI", Change: "          type: request\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identitySource: method.request.header.Authorization, method.request.header.Authorization\n+         identitySource: method.request.header.Authorization, method.request.header.X-Tenant\n"},
		}
	case "identity-source-implicit-default":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"link\" {\n-   rest_api_id    = aws_api_gateway_rest_api.downloads.id\n-   name           = \"link\"\n-   authorizer_uri = aws_lambda_function.authorizer.invoke_arn\n-   type           = \"REQUEST\"\n+   rest_api_id     = aws_api_gateway_rest_api.downloads.id\n+   name            = \"link\"\n+   authorizer_uri  = aws_lambda_function.authorizer.invoke_arn\n+   type            = \"REQUEST\"\n+   identity_source = \"method.request.querystring.signature\"\n  }\n\n"},
		}
	case "identity-source-missing":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"cooks\" {\n-   rest_api_id     = aws_api_gateway_rest_api.recipes.id\n-   name            = \"cooks\"\n-   type            = \"COGNITO_USER_POOLS\"\n-   provider_arns   = [var.user_pool_arn]\n-   identity_source = \"\"\n+   rest_api_id   = aws_api_gateway_rest_api.recipes.id\n+   name          = \"cooks\"\n+   type          = \"COGNITO_USER_POOLS\"\n+   provider_arns = [var.user_pool_arn]\n  }\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        Type: TOKEN\n+       IdentitySource: method.request.header.Authorization\n\n    AuthorizerFunction:\n"},
		}
	case "identity-source-missing-with-cache":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn\n    authorizer_payload_format_version = \"2.0\"\n+   identity_sources                  = [\"$request.header.X-Tenant-Token\"]\n    authorizer_result_ttl_in_seconds  = 60\n  }\n"},
			{Language: "CloudFormation", Change: "        Type: REQUEST\n        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n+       AuthorizerResultTtlInSeconds: 0\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "              FunctionPayloadType: REQUEST\n              FunctionArn: !GetAtt AuthorizerFunction.Arn\n+             Identity:\n+               Headers:\n+                 - X-Tenant-Token\n\n    BookingsFunction:\n"},
			{Language: "OpenAPI", Change: "          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          authorizerResultTtlInSeconds: 300\n+         identitySource: method.request.header.X-Tenant-Token\n"},
		}
	case "identity-source-not-header":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri  = aws_lambda_function.authorizer.invoke_arn\n    type            = \"TOKEN\"\n-   identity_source = \"method.request.querystring.token\"\n+   identity_source = \"method.request.header.Authorization\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ProviderARNs:\n          - !Ref UserPoolArn\n-       IdentitySource: method.request.header.Authorization, method.request.header.X-Id-Token\n+       IdentitySource: method.request.header.Authorization\n\n    PodcastsFunction:\n"},
		}
	case "identity-source-path-parameter":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri  = aws_lambda_function.authorizer.invoke_arn\n    type            = \"REQUEST\"\n-   identity_source = \"method.request.header.Authorization,method.request.path.tenant\"\n+   identity_source = \"method.request.header.Authorization,context.path\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n-         - $request.path.tenant\n+         - $context.path\n\n    AuthorizerFunction:\n"},
			{Language: "OpenAPI", Change: "          type: request\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identitySource: method.request.header.Authorization, method.request.path.tenant\n+         identitySource: method.request.header.Authorization, context.path\n"},
		}
	case "identity-source-stage-variable-undefined":
		return []finding.Example{
			{Language: "Terraform", Change: "    deployment_id = aws_api_gateway_deployment.meters.id\n    stage_name    = \"live\"\n+\n+   variables = {\n+     tenant = \"north\"\n+   }\n  }\n"},
			{Language: "CloudFormation", Change: "        StageName: $default\n        AutoDeploy: true\n+       StageVariables:\n+         tenant: north\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "        Variables:\n          alias: live\n+         tenant: north\n        Auth:\n          DefaultAuthorizer: Operators\n  …\n        Variables:\n          alias: live\n+         tenant: north\n"},
		}
	case "identity-source-syntax":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri  = aws_lambda_function.authorizer.invoke_arn\n    type            = \"TOKEN\"\n-   identity_source = \"Authorization\"\n+   identity_source = \"method.request.header.Authorization\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        Type: REQUEST\n-       IdentitySource: method.request.header.\n+       IdentitySource: method.request.header.X-Shop-Token\n\n    AuthorizerFunction:\n"},
			{Language: "OpenAPI", Change: "          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          authorizerPayloadFormatVersion: \"2.0\"\n-         identitySource: $request.header.X-Shop Token\n+         identitySource: $request.header.X-Shop-Token\n"},
		}
	case "jwt-configuration-missing":
		return []finding.Example{
			{Language: "Terraform", Change: "\n    jwt_configuration {\n-     issuer = \"https://login.example.com/\"\n+     issuer   = \"https://login.example.com/\"\n+     audience = [\"lessons\"]\n    }\n  }\n"},
			{Language: "CloudFormation", Change: "          - $request.header.Authorization\n        JwtConfiguration:\n+         Issuer: https://login.example.com/\n          Audience:\n            - lessons\n"},
			{Language: "SAM", Change: "              JwtConfiguration:\n                issuer: https://login.example.com/\n+               audience:\n+                 - lessons\n\n    LessonsFunction:\n"},
			{Language: "OpenAPI", Change: "          jwtConfiguration:\n            issuer: https://login.example.com/\n+           audience:\n+             - lessons\n"},
		}
	case "jwt-identity-source-count":
		return []finding.Example{
			{Language: "Terraform", Change: "    name             = \"collectors\"\n    authorizer_type  = \"JWT\"\n-   identity_sources = [\"$request.header.Authorization\", \"$request.querystring.token\"]\n+   identity_sources = [\"$request.querystring.token\"]\n\n    jwt_configuration {\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n-         - $request.header.X-Access-Token\n        JwtConfiguration:\n          Issuer: https://login.example.com/\n"},
			{Language: "SAM", Change: "          Authorizers:\n            Collectors:\n-             IdentitySource: $stageVariables.token\n+             IdentitySource: $request.header.Authorization\n              JwtConfiguration:\n                issuer: https://login.example.com/\n"},
			{Language: "OpenAPI", Change: "        x-amazon-apigateway-authorizer:\n          type: jwt\n-         identitySource: $request.header.Authorization, $request.querystring.token\n+         identitySource: $request.header.Authorization\n          jwtConfiguration:\n            issuer: https://login.example.com/\n"},
		}
	case "jwt-issuer-cognito-domain":
		return []finding.Example{
			{Language: "Terraform", Change: "  }\n\n- variable \"prefix\" {\n-   type = string\n- }\n-\n  resource \"aws_apigatewayv2_api\" \"tickets\" {\n    name          = \"tickets\"\n  …\n\n    jwt_configuration {\n-     issuer   = \"https://${var.prefix}.auth.eu-central-1.amazoncognito.com\"\n+     issuer   = \"https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_V1s1t0rsX\"\n      audience = [\"tickets\"]\n    }\n"},
			{Language: "CloudFormation", Change: "          - $request.header.Authorization\n        JwtConfiguration:\n-         Issuer: !Sub https://cognito-idp.${AWS::Region}.amazonaws.com\n+         Issuer: !Sub https://cognito-idp.${AWS::Region}.amazonaws.com/${UserPool}\n          Audience:\n            - tickets\n\n+   UserPool:\n+     Type: AWS::Cognito::UserPool\n+\n    Function:\n      Type: AWS::Lambda::Function\n"},
			{Language: "SAM", Change: "              IdentitySource: $request.header.Authorization\n              JwtConfiguration:\n-               issuer: https://visitors.auth.eu-central-1.amazoncognito.com\n+               issuer: !GetAtt UserPool.ProviderURL\n                audience:\n                  - tickets\n\n+   UserPool:\n+     Type: AWS::Cognito::UserPool\n+\n    TicketsFunction:\n      Type: AWS::Serverless::Function\n"},
			{Language: "OpenAPI", Change: "          identitySource: $request.header.Authorization\n          jwtConfiguration:\n-           issuer: https://visitors.auth.eu-central-1.amazoncognito.com\n+           issuer: https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_V1s1t0rsX\n            audience:\n              - tickets\n"},
		}
	case "jwt-issuer-invalid":
		return []finding.Example{
			{Language: "Terraform", Change: "\n    jwt_configuration {\n-     issuer   = aws_cognito_user_pool.gardeners.endpoint\n+     issuer   = \"https://${aws_cognito_user_pool.gardeners.endpoint}\"\n      audience = [\"plants\"]\n    }\n"},
			{Language: "CloudFormation", Change: "          - $request.header.Authorization\n        JwtConfiguration:\n-         Issuer: !GetAtt UserPool.ProviderName\n+         Issuer: !GetAtt UserPool.ProviderURL\n          Audience:\n            - plants\n"},
			{Language: "SAM", Change: "              IdentitySource: $request.header.Authorization\n              JwtConfiguration:\n-               issuer: https://gardeners.eu.auth0.com/.well-known/openid-configuration\n+               issuer: https://gardeners.eu.auth0.com/\n                audience:\n                  - plants\n"},
			{Language: "OpenAPI", Change: "          identitySource: $request.header.Authorization\n          jwtConfiguration:\n-           issuer: http://login.example.com/\n+           issuer: https://login.example.com/\n            audience:\n              - plants\n"},
		}
	case "jwt-no-scopes":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorization_type = \"JWT\"\n    authorizer_id      = aws_apigatewayv2_authorizer.tenants.id\n+\n+   authorization_scopes = [\"meters.read\"]\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizationType: JWT\n        AuthorizerId: !Ref Tenants\n+       AuthorizationScopes:\n+         - meters.read\n        Target: !Sub integrations/${Integration}\n\n"},
			{Language: "SAM", Change: "          Authorizers:\n            Tenants:\n+             AuthorizationScopes:\n+               - meters.read\n              IdentitySource: $request.header.Authorization\n              JwtConfiguration:\n"},
			{Language: "OpenAPI", Change: "        summary: List meters\n        security:\n-         - tenants: []\n+         - tenants: [meters.read]\n        responses:\n          \"200\":\n"},
		}
	case "method-authorizer-ignored":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_apigatewayv2_route\" \"update\" {\n-   api_id        = aws_apigatewayv2_api.accounts.id\n-   route_key     = \"PUT /accounts/{id}\"\n-   target        = \"integrations/${aws_apigatewayv2_integration.accounts.id}\"\n-   authorizer_id = aws_apigatewayv2_authorizer.customers.id\n+   api_id             = aws_apigatewayv2_api.accounts.id\n+   route_key          = \"PUT /accounts/{id}\"\n+   target             = \"integrations/${aws_apigatewayv2_integration.accounts.id}\"\n+   authorization_type = \"JWT\"\n+   authorizer_id      = aws_apigatewayv2_authorizer.customers.id\n  }\n"},
			{Language: "CloudFormation", Change: "        ResourceId: !Ref Accounts\n        HttpMethod: POST\n-       AuthorizationType: NONE\n+       AuthorizationType: CUSTOM\n        AuthorizerId: !Ref Authorizer\n        Integration:\n"},
		}
	case "method-authorizer-kind-mismatch":
		return []finding.Example{
			{Language: "Terraform", Change: "    resource_id   = aws_api_gateway_resource.recipes.id\n    http_method   = \"POST\"\n-   authorization = \"CUSTOM\"\n+   authorization = \"COGNITO_USER_POOLS\"\n    authorizer_id = aws_api_gateway_authorizer.cooks.id\n  }\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        RouteKey: POST /recipes\n-       AuthorizationType: JWT\n+       AuthorizationType: CUSTOM\n        AuthorizerId: !Ref Cooks\n        Target: !Sub integrations/${Integration}\n"},
		}
	case "method-authorizer-missing":
		return []finding.Example{
			{Language: "Terraform", Change: "    http_method   = \"POST\"\n    authorization = \"CUSTOM\"\n+   authorizer_id = aws_api_gateway_authorizer.insured.id\n  }\n\n"},
			{Language: "CloudFormation", Change: "        RouteKey: POST /claims\n        AuthorizationType: JWT\n+       AuthorizerId: !Ref Insured\n        Target: !Sub integrations/${Integration}\n\n"},
		}
	case "method-authorizer-other-api":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"owners\" {\n-   rest_api_id                      = aws_api_gateway_rest_api.archive.id\n+   rest_api_id                      = aws_api_gateway_rest_api.photos.id\n    name                             = \"owners\"\n    authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn\n"},
			{Language: "CloudFormation", Change: "      Type: AWS::ApiGatewayV2::Authorizer\n      Properties:\n-       ApiId: !Ref ArchiveApi\n+       ApiId: !Ref Api\n        Name: owners\n        AuthorizerType: JWT\n"},
		}
	case "method-public-among-protected":
		return []finding.Example{
			{Language: "Terraform", Change: "    resource_id   = aws_api_gateway_resource.recipes.id\n    http_method   = \"GET\"\n-   authorization = \"NONE\"\n+   authorization = \"CUSTOM\"\n+   authorizer_id = aws_api_gateway_authorizer.cooks.id\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        RouteKey: DELETE /recipes/{id}\n-       AuthorizationType: NONE\n+       AuthorizationType: AWS_IAM\n        Target: !Sub integrations/${Integration}\n\n"},
			{Language: "SAM", Change: "              Path: /recipes\n              Method: get\n+             Auth:\n+               Authorizer: NONE\n\n    AuthorizerFunction:\n"},
			{Language: "OpenAPI", Change: "      get:\n        summary: List recipes\n+       security:\n+         - cooks: []\n        responses:\n          \"200\":\n"},
		}
	case "openapi-multiple-authorizers":
		return []finding.Example{
			{Language: "Terraform", Change: "        \"/tickets\" = {\n          get = {\n-           security                        = [{ staff = [] }, { signed = [] }]\n+           security                        = [{ staff = [] }]\n            x-amazon-apigateway-integration = { type = \"mock\" }\n          }\n"},
			{Language: "CloudFormation", Change: "                security:\n                  - staff: []\n-                   signed: []\n                x-amazon-apigateway-integration: {type: mock}\n          components:\n"},
			{Language: "OpenAPI", Change: "        security:\n          - customers: [tickets/read]\n-         - partners: []\n        x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, payloadFormatVersion: \"1.0\", uri: \"https://backend.example.com/tickets\"}\n  components:\n"},
		}
	case "openapi-operation-unsecured":
		return []finding.Example{
			{Language: "Terraform", Change: "        \"/books\" = {\n          post = {\n+           security  = [{ readers = [] }]\n            responses = {}\n            \"x-amazon-apigateway-integration\" = {\n"},
			{Language: "CloudFormation", Change: "            /books:\n              get:\n+               security:\n+                 - readers: []\n                responses: {}\n                x-amazon-apigateway-integration:\n  …\n                  payloadFormatVersion: \"1.0\"\n              put:\n+               security:\n+                 - readers: []\n                responses: {}\n                x-amazon-apigateway-integration:\n"},
			{Language: "OpenAPI", Change: "      get:\n        summary: List books\n+       security: []\n        responses:\n          \"200\":\n  …\n      post:\n        summary: Add a book\n+       security:\n+         - readers: []\n        responses:\n          \"201\":\n"},
		}
	case "openapi-request-scheme-name-mismatch":
		return []finding.Example{
			{Language: "OpenAPI", Change: "      brokers:\n        type: apiKey\n-       name: Authorization\n+       name: X-Broker-Token\n        in: header\n        x-amazon-apigateway-authtype: custom\n"},
		}
	case "openapi-root-security-only":
		return []finding.Example{
			{Language: "OpenAPI", Change: "      get:\n        summary: List records\n+       security:\n+         - readers: []\n        responses:\n          \"200\":\n  …\n      post:\n        summary: Add a record\n+       security:\n+         - readers: []\n        responses:\n          \"201\":\n"},
		}
	case "openapi-scheme-type-rest":
		return []finding.Example{
			{Language: "Terraform", Change: "        securitySchemes = {\n          readers = {\n-           type   = \"http\"\n-           scheme = \"bearer\"\n+           type = \"apiKey\"\n+           name = \"Authorization\"\n+           in   = \"header\"\n            x-amazon-apigateway-authorizer = {\n              type         = \"cognito_user_pools\"\n"},
			{Language: "CloudFormation", Change: "            securitySchemes:\n              readers:\n-               type: openIdConnect\n-               openIdConnectUrl: https://id.example.com/.well-known/openid-configuration\n+               type: apiKey\n+               name: Authorization\n+               in: header\n                x-amazon-apigateway-authtype: cognito_user_pools\n                x-amazon-apigateway-authorizer:\n"},
			{Language: "OpenAPI", Change: "  securityDefinitions:\n    clerks:\n-     type: basic\n+     type: apiKey\n+     name: Authorization\n+     in: header\n      x-amazon-apigateway-authtype: custom\n      x-amazon-apigateway-authorizer:\n"},
		}
	case "openapi-scheme-without-authorizer":
		return []finding.Example{
			{Language: "OpenAPI", Change: "    securitySchemes:\n      session:\n-       type: http\n-       scheme: bearer\n-       bearerFormat: JWT\n+       type: apiKey\n+       name: Authorization\n+       in: header\n+       x-amazon-apigateway-authtype: custom\n+       x-amazon-apigateway-authorizer:\n+         type: token\n+         authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n+         authorizerResultTtlInSeconds: 0\n"},
		}
	case "openapi-security-undefined-scheme":
		return []finding.Example{
			{Language: "Terraform", Change: "          post:\n            security:\n-             - guest: []\n+             - guests: []\n            x-amazon-apigateway-integration: {type: mock}\n      components:\n"},
			{Language: "CloudFormation", Change: "              post:\n                security:\n-                 - guest: []\n+                 - guests: []\n                x-amazon-apigateway-integration: {type: mock}\n          securityDefinitions:\n"},
			{Language: "SAM", Change: "              post:\n                security:\n-                 - Guest: []\n+                 - Guests: []\n                x-amazon-apigateway-integration: {type: mock}\n+             get:\n+               security:\n+                 - api_key: []\n+                   AWS_IAM: []\n+               x-amazon-apigateway-integration: {type: mock}\n    Check:\n      Type: AWS::Serverless::Function\n"},
		}
	case "openapi-swagger2-on-http":
		return []finding.Example{
			{Language: "Terraform", Change: "\n    body = jsonencode({\n-     swagger = \"2.0\"\n+     openapi = \"3.0.1\"\n      info    = { title = \"parcels\", version = \"1\" }\n      paths = {\n"},
			{Language: "CloudFormation", Change: "      Properties:\n        Body:\n-         swagger: \"2.0\"\n+         openapi: 3.0.1\n          info: {title: parcels, version: \"1\"}\n          paths:\n"},
			{Language: "SAM", Change: "  Resources:\n    Parcels:\n-     Type: AWS::Serverless::HttpApi\n+     Type: AWS::Serverless::Api\n      Properties:\n+       StageName: prod\n        DefinitionBody:\n          swagger: \"2.0\"\n"},
		}
	case "openapi-token-scheme-location":
		return []finding.Example{
			{Language: "OpenAPI", Change: "        type: apiKey\n        name: token\n-       in: query\n+       in: header\n        x-amazon-apigateway-authtype: custom\n        x-amazon-apigateway-authorizer:\n"},
		}
	case "options-protected":
		return []finding.Example{
			{Language: "Terraform", Change: "    resource_id   = aws_api_gateway_resource.tiles.id\n    http_method   = \"OPTIONS\"\n-   authorization = \"CUSTOM\"\n-   authorizer_id = aws_api_gateway_authorizer.viewers.id\n+   authorization = \"NONE\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        HttpMethod: OPTIONS\n        AuthorizationType: NONE\n-       ApiKeyRequired: true\n        Integration:\n          Type: MOCK\n"},
			{Language: "SAM", Change: "              Path: /tiles\n              Method: options\n+             Auth:\n+               Authorizer: NONE\n\n    UserPool:\n"},
			{Language: "OpenAPI", Change: "      options:\n        summary: Answer preflights\n-       security:\n-         - viewers: []\n        responses:\n          \"200\":\n"},
		}
	case "payload-version-missing":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_apigatewayv2_authorizer\" \"guides\" {\n-   api_id           = aws_apigatewayv2_api.trips.id\n-   name             = \"guides\"\n-   authorizer_type  = \"REQUEST\"\n-   authorizer_uri   = aws_lambda_function.authorizer.invoke_arn\n-   identity_sources = [\"$request.header.Authorization\"]\n+   api_id                            = aws_apigatewayv2_api.trips.id\n+   name                              = \"guides\"\n+   authorizer_type                   = \"REQUEST\"\n+   authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn\n+   identity_sources                  = [\"$request.header.Authorization\"]\n+   authorizer_payload_format_version = \"2.0\"\n  }\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n+       AuthorizerPayloadFormatVersion: \"1.0\"\n\n    Function:\n"},
			{Language: "OpenAPI", Change: "          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          identitySource: $request.header.Authorization\n+         authorizerPayloadFormatVersion: \"2.0\"\n"},
		}
	case "policy-arn-missing-segment":
		return []finding.Example{
			{Language: "Terraform", Change: "          Principal = \"*\"\n          Action    = \"execute-api:Invoke\"\n-         Resource  = \"execute-api:/prod/books\"\n+         Resource  = \"execute-api:/prod/GET/books\"\n        },\n      ]\n"},
			{Language: "CloudFormation", Change: "              Principal: '*'\n              Action: execute-api:Invoke\n-             Resource: execute-api:/prod/books\n+             Resource: execute-api:/prod/GET/books\n\n    Books:\n"},
			{Language: "SAM", Change: "                Principal: '*'\n                Action: execute-api:Invoke\n-               Resource: execute-api:/prod/books\n+               Resource: execute-api:/prod/GET/books\n\n    BooksFunction:\n"},
			{Language: "OpenAPI", Change: "        Principal: '*'\n        Action: execute-api:Invoke\n-       Resource: execute-api:/prod/books\n+       Resource: execute-api:/prod/GET/books\n  paths:\n    /books:\n"},
		}
	case "policy-arn-never-matches":
		return []finding.Example{
			{Language: "Terraform", Change: "    statement {\n      actions   = [\"execute-api:Invoke\"]\n-     resources = [\"${aws_api_gateway_rest_api.pets.execution_arn}/prod/GET/pets/{id}\"]\n+     resources = [\"${aws_api_gateway_rest_api.pets.execution_arn}/prod/GET/pets/*\"]\n    }\n  }\n"},
			{Language: "CloudFormation", Change: "            - Effect: Allow\n              Action: execute-api:Invoke\n-             Resource: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/ANY/pets\n+             Resource: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/*/pets\n"},
			{Language: "SAM", Change: "                Principal: \"*\"\n                Action: execute-api:Invoke\n-               Resource: execute-api:/prod/get/pets\n+               Resource: execute-api:/prod/GET/pets\n\n    PetsFunction:\n"},
			{Language: "OpenAPI", Change: "        Principal: \"*\"\n        Action: execute-api:Invoke\n-       Resource: execute-api:/prod/GET//pets\n+       Resource: execute-api:/prod/GET/pets\n  paths:\n    /pets:\n"},
		}
	case "policy-arn-root-path":
		return []finding.Example{
			{Language: "Terraform", Change: "          Principal = \"*\"\n          Action    = \"execute-api:Invoke\"\n-         Resource  = \"execute-api:/prod/GET\"\n+         Resource  = \"execute-api:/prod/GET/\"\n        },\n      ]\n"},
			{Language: "CloudFormation", Change: "              Principal: '*'\n              Action: execute-api:Invoke\n-             Resource: execute-api:/prod/GET\n+             Resource: execute-api:/prod/GET/\n\n    GetRootMethod:\n"},
			{Language: "SAM", Change: "                Principal: '*'\n                Action: execute-api:Invoke\n-               Resource: execute-api:/prod/GET\n+               Resource: execute-api:/prod/GET/\n\n    LandingFunction:\n"},
			{Language: "OpenAPI", Change: "        Principal: '*'\n        Action: execute-api:Invoke\n-       Resource: execute-api:/prod/GET\n+       Resource: execute-api:/prod/GET/\n  paths:\n    /:\n"},
		}
	case "policy-arn-uncovered-method":
		return []finding.Example{
			{Language: "Terraform", Change: "        Principal = \"*\"\n        Action    = \"execute-api:Invoke\"\n-       Resource  = \"execute-api:/*/GET/books\"\n+       Resource  = [\"execute-api:/*/GET/books\", \"execute-api:/*/POST/wishes\"]\n      }]\n    })\n"},
			{Language: "CloudFormation", Change: "              Action: execute-api:Invoke\n              Resource:\n-               - execute-api:/prod/GET/books\n-               - execute-api:/prod/GET/wishes\n+               - execute-api:/prod/*\n\n    Books:\n"},
			{Language: "SAM", Change: "                Resource:\n                  - execute-api:/prod/GET/*\n+                 - execute-api:/prod/POST/wishes\n\n    CatalogFunction:\n"},
			{Language: "OpenAPI", Change: "        Resource:\n          - execute-api:/prod/GET/books\n+         - execute-api:/prod/POST/wishes\n  paths:\n    /books:\n"},
		}
	case "resource-policy-aws-principal-non-iam":
		return []finding.Example{
			{Language: "Terraform", Change: "    resource_id   = aws_api_gateway_resource.stock.id\n    http_method   = \"GET\"\n-   authorization = \"NONE\"\n+   authorization = \"AWS_IAM\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ResourceId: !Ref Stock\n        HttpMethod: GET\n-       AuthorizationType: NONE\n+       AuthorizationType: AWS_IAM\n        Integration:\n          Type: HTTP_PROXY\n"},
			{Language: "SAM", Change: "              Path: /stock\n              Method: get\n+             Auth:\n+               Authorizer: AWS_IAM\n"},
			{Language: "OpenAPI", Change: "    /stock:\n      get:\n+       security:\n+         - sigv4: []\n        responses:\n          \"200\":\n  …\n          httpMethod: GET\n          uri: https://backend.example.com/stock\n+ components:\n+   securitySchemes:\n+     sigv4:\n+       type: apiKey\n+       name: Authorization\n+       in: header\n+       x-amazon-apigateway-authtype: awsSigv4\n"},
		}
	case "resource-policy-invalid":
		return []finding.Example{
			{Language: "Terraform", Change: "      Statement = [\n        {\n-         Effect   = \"Allow\"\n-         Action   = \"execute-api:Invoke\"\n-         Resource = \"execute-api:/*\"\n+         Effect    = \"Allow\"\n+         Principal = \"*\"\n+         Action    = \"execute-api:Invoke\"\n+         Resource  = \"execute-api:/*\"\n        },\n      ]\n"},
			{Language: "CloudFormation", Change: "          Statement:\n            - Effect: Allow\n+             Principal: '*'\n              Action: execute-api:Invoke\n              Resource: execute-api:/*\n"},
			{Language: "SAM", Change: "            CustomStatements:\n              - Effect: Allow\n+               Principal: '*'\n                Action: execute-api:Invoke\n                Resource: execute-api:/*\n"},
			{Language: "OpenAPI", Change: "    Statement:\n      - Effect: Allow\n+       Principal: '*'\n        Action: execute-api:Invoke\n        Resource: execute-api:/*\n"},
		}
	case "resource-policy-missing-private":
		return []finding.Example{
			{Language: "Terraform", Change: "      types = [\"PRIVATE\"]\n    }\n+\n+   policy = jsonencode({\n+     Version = \"2012-10-17\"\n+     Statement = [\n+       {\n+         Effect    = \"Allow\"\n+         Principal = \"*\"\n+         Action    = \"execute-api:Invoke\"\n+         Resource  = \"execute-api:/*\"\n+       },\n+       {\n+         Effect    = \"Deny\"\n+         Principal = \"*\"\n+         Action    = \"execute-api:Invoke\"\n+         Resource  = \"execute-api:/*\"\n+         Condition = { StringNotEquals = { \"aws:SourceVpce\" = \"vpce-0a1b2c3d4e5f67890\" } }\n+       },\n+     ]\n+   })\n  }\n\n"},
			{Language: "CloudFormation", Change: "          Types:\n            - PRIVATE\n+       Policy:\n+         Version: \"2012-10-17\"\n+         Statement:\n+           - Effect: Allow\n+             Principal: '*'\n+             Action: execute-api:Invoke\n+             Resource: execute-api:/*\n+           - Effect: Deny\n+             Principal: '*'\n+             Action: execute-api:Invoke\n+             Resource: execute-api:/*\n+             Condition:\n+               StringNotEquals:\n+                 aws:SourceVpce: vpce-0a1b2c3d4e5f67890\n\n    Payroll:\n"},
			{Language: "SAM", Change: "              Identity:\n                ReauthorizeEvery: 0\n+         ResourcePolicy:\n+           CustomStatements:\n+             - Effect: Allow\n+               Principal: '*'\n+               Action: execute-api:Invoke\n+               Resource: execute-api:/*\n+             - Effect: Deny\n+               Principal: '*'\n+               Action: execute-api:Invoke\n+               Resource: execute-api:/*\n+               Condition:\n+                 StringNotEquals:\n+                   aws:SourceVpce: vpce-0a1b2c3d4e5f67890\n\n    PayrollFunction:\n"},
			{Language: "OpenAPI", Change: "    types:\n      - PRIVATE\n+ x-amazon-apigateway-policy:\n+   Version: \"2012-10-17\"\n+   Statement:\n+     - Effect: Allow\n+       Principal: '*'\n+       Action: execute-api:Invoke\n+       Resource: execute-api:/*\n+     - Effect: Deny\n+       Principal: '*'\n+       Action: execute-api:Invoke\n+       Resource: execute-api:/*\n+       Condition:\n+         StringNotEquals:\n+           aws:SourceVpce: vpce-0a1b2c3d4e5f67890\n  paths:\n    /payroll:\n"},
		}
	case "resource-policy-no-allow":
		return []finding.Example{
			{Language: "Terraform", Change: "      Statement = [\n        {\n+         Effect    = \"Allow\"\n+         Principal = \"*\"\n+         Action    = \"execute-api:Invoke\"\n+         Resource  = \"execute-api:/*\"\n+       },\n+       {\n          Effect    = \"Deny\"\n          Principal = \"*\"\n"},
			{Language: "CloudFormation", Change: "          Version: \"2012-10-17\"\n          Statement:\n+           - Effect: Allow\n+             Principal: '*'\n+             Action: execute-api:Invoke\n+             Resource: execute-api:/*\n            - Effect: Deny\n              Principal: '*'\n"},
			{Language: "SAM", Change: "          ResourcePolicy:\n            CustomStatements:\n+             - Effect: Allow\n+               Principal: '*'\n+               Action: execute-api:Invoke\n+               Resource: execute-api:/*\n              - Effect: Deny\n                Principal: '*'\n"},
			{Language: "OpenAPI", Change: "    Version: \"2012-10-17\"\n    Statement:\n+     - Effect: Allow\n+       Principal: '*'\n+       Action: execute-api:Invoke\n+       Resource: execute-api:/*\n      - Effect: Deny\n        Principal: '*'\n"},
		}
	case "resource-policy-no-allow-cognito":
		return []finding.Example{
			{Language: "Terraform", Change: "      Statement = [\n        {\n+         Effect    = \"Allow\"\n+         Principal = \"*\"\n+         Action    = \"execute-api:Invoke\"\n+         Resource  = \"execute-api:/*\"\n+       },\n+       {\n          Effect    = \"Deny\"\n          Principal = \"*\"\n"},
			{Language: "CloudFormation", Change: "          Version: \"2012-10-17\"\n          Statement:\n+           - Effect: Allow\n+             Principal: '*'\n+             Action: execute-api:Invoke\n+             Resource: execute-api:/*\n            - Effect: Deny\n              Principal: '*'\n"},
			{Language: "SAM", Change: "          ResourcePolicy:\n            CustomStatements:\n+             - Effect: Allow\n+               Principal: '*'\n+               Action: execute-api:Invoke\n+               Resource: execute-api:/*\n              - Effect: Deny\n                Principal: '*'\n"},
			{Language: "OpenAPI", Change: "    Version: \"2012-10-17\"\n    Statement:\n+     - Effect: Allow\n+       Principal: '*'\n+       Action: execute-api:Invoke\n+       Resource: execute-api:/*\n      - Effect: Deny\n        Principal: '*'\n"},
		}
	case "resource-policy-overrides-implicit-deny":
		return []finding.Example{
			{Language: "Terraform", Change: "      Statement = [\n        {\n-         Effect    = \"Allow\"\n-         Principal = \"*\"\n-         Action    = \"execute-api:Invoke\"\n-         Resource  = \"execute-api:/*\"\n-       },\n-       {\n          Effect    = \"Deny\"\n          Principal = \"*\"\n"},
			{Language: "CloudFormation", Change: "          Version: \"2012-10-17\"\n          Statement:\n-           - Effect: Allow\n-             Principal: '*'\n-             Action: execute-api:Invoke\n-             Resource: execute-api:/*\n            - Effect: Deny\n              Principal: '*'\n"},
			{Language: "SAM", Change: "          ResourcePolicy:\n            CustomStatements:\n-             - Effect: Allow\n-               Principal: '*'\n-               Action: execute-api:Invoke\n-               Resource: execute-api:/*\n              - Effect: Deny\n                Principal: '*'\n"},
			{Language: "OpenAPI", Change: "    Version: \"2012-10-17\"\n    Statement:\n-     - Effect: Allow\n-       Principal: '*'\n-       Action: execute-api:Invoke\n-       Resource: execute-api:/*\n      - Effect: Deny\n        Principal: '*'\n"},
		}
	case "sam-api-key-on-preflight":
		return []finding.Example{
			{Language: "SAM", Change: "        Auth:\n          ApiKeyRequired: true\n+         AddApiKeyRequiredToCorsPreflight: false\n\n    ListBookings:\n"},
		}
	case "sam-default-authorizer-on-preflight":
		return []finding.Example{
			{Language: "SAM", Change: "        Auth:\n          DefaultAuthorizer: Guests\n+         AddDefaultAuthorizerToCorsPreflight: false\n          Authorizers:\n            Guests:\n"},
		}
	case "sam-http-authorizer-permission":
		return []finding.Example{
			{Language: "SAM", Change: "              AuthorizerPayloadFormatVersion: \"2.0\"\n              EnableSimpleResponses: true\n+             EnableFunctionDefaultPermissions: true\n              Identity:\n                Headers: [Authorization]\n"},
		}
	case "sam-permission-disabled":
		return []finding.Example{
			{Language: "SAM", Change: "      Properties:\n        CodeUri: check/\n+\n+   CheckTokenPermission:\n+     Type: AWS::Lambda::Permission\n+     Properties:\n+       Action: lambda:InvokeFunction\n+       FunctionName: !Ref CheckToken\n+       Principal: apigateway.amazonaws.com\n+       SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*\n"},
		}
	case "scopes-not-supported":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_method\" \"replace\" {\n-   rest_api_id          = aws_api_gateway_rest_api.menus.id\n-   resource_id          = aws_api_gateway_resource.menus.id\n-   http_method          = \"PUT\"\n-   authorization        = \"CUSTOM\"\n-   authorizer_id        = aws_api_gateway_authorizer.waiters.id\n-   authorization_scopes = [\"menus/write\"]\n+   rest_api_id   = aws_api_gateway_rest_api.menus.id\n+   resource_id   = aws_api_gateway_resource.menus.id\n+   http_method   = \"PUT\"\n+   authorization = \"CUSTOM\"\n+   authorizer_id = aws_api_gateway_authorizer.waiters.id\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        RouteKey: PUT /menus/{id}\n-       AuthorizationType: AWS_IAM\n+       AuthorizationType: JWT\n+       AuthorizerId: !Ref Waiters\n        AuthorizationScopes:\n          - menus/write\n"},
			{Language: "SAM", Change: "          Authorizers:\n            Waiters:\n-             FunctionArn: !GetAtt AuthorizerFunction.Arn\n+             UserPoolArn: !GetAtt Pool.Arn\n\n    MenusFunction:\n  …\n                  - menus/write\n\n-   AuthorizerFunction:\n-     Type: AWS::Serverless::Function\n-     Properties:\n-       CodeUri: authorizer/\n+   Pool:\n+     Type: AWS::Cognito::UserPool\n"},
		}
	case "simple-responses-mismatch":
		return []finding.Example{
			{Language: "CloudFormation", Change: "        AuthorizerType: REQUEST\n        AuthorizerPayloadFormatVersion: \"2.0\"\n-       EnableSimpleResponses: false\n+       EnableSimpleResponses: true\n        IdentitySource: [$request.header.Authorization]\n        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${SessionFunction.Arn}/invocations\n"},
			{Language: "SAM", Change: "              EnableFunctionDefaultPermissions: true\n              AuthorizerPayloadFormatVersion: \"2.0\"\n-             EnableSimpleResponses: false\n+             EnableSimpleResponses: true\n              Identity:\n                Headers: [Authorization]\n"},
			{Language: "JavaScript", Change: "  exports.handler = async (event) => {\n-   const allowed = event.headers.authorization === process.env.SECRET;\n-   return {\n-     principalId: 'caller',\n-     policyDocument: {\n-       Version: '2012-10-17',\n-       Statement: [{ Action: 'execute-api:Invoke', Effect: allowed ? 'Allow' : 'Deny', Resource: event.routeArn }],\n-     },\n-   };\n+   return { isAuthorized: event.headers.authorization === process.env.SECRET };\n  };\n"},
		}
	case "simple-responses-payload":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn\n    identity_sources                  = [\"$request.header.Authorization\"]\n-   authorizer_payload_format_version = \"1.0\"\n+   authorizer_payload_format_version = \"2.0\"\n    enable_simple_responses           = true\n  }\n"},
			{Language: "CloudFormation", Change: "          - $request.header.Authorization\n        AuthorizerPayloadFormatVersion: \"1.0\"\n-       EnableSimpleResponses: true\n\n    Function:\n"},
			{Language: "SAM", Change: "            Editors:\n              FunctionArn: !GetAtt AuthorizerFunction.Arn\n-             AuthorizerPayloadFormatVersion: \"1.0\"\n+             AuthorizerPayloadFormatVersion: \"2.0\"\n              EnableSimpleResponses: true\n              EnableFunctionDefaultPermissions: true\n"},
			{Language: "OpenAPI", Change: "          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          identitySource: $request.header.Authorization\n-         authorizerPayloadFormatVersion: \"1.0\"\n+         authorizerPayloadFormatVersion: \"2.0\"\n          enableSimpleResponses: true\n"},
		}
	case "simple-responses-shared-cache":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn\n    authorizer_payload_format_version = \"2.0\"\n-   identity_sources                  = [\"$request.header.Authorization\"]\n+   identity_sources                  = [\"$request.header.Authorization\", \"$context.routeKey\"]\n    enable_simple_responses           = true\n  }\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n+         - $context.routeKey\n        EnableSimpleResponses: true\n        AuthorizerResultTtlInSeconds: 120\n"},
			{Language: "SAM", Change: "                Headers:\n                  - Authorization\n+               Context:\n+                 - routeKey\n                ReauthorizeEvery: 300\n\n"},
			{Language: "OpenAPI", Change: "          authorizerPayloadFormatVersion: \"2.0\"\n          enableSimpleResponses: true\n-         identitySource: $request.header.Authorization\n+         identitySource: $request.header.Authorization, $context.routeKey\n          authorizerResultTtlInSeconds: 300\n"},
		}
	case "source-ip-on-private":
		return []finding.Example{
			{Language: "Terraform", Change: "          Action    = \"execute-api:Invoke\"\n          Resource  = \"execute-api:/*\"\n-         Condition = { NotIpAddress = { \"aws:SourceIp\" = \"10.20.0.0/16\" } }\n+         Condition = { NotIpAddress = { \"aws:VpcSourceIp\" = \"10.20.0.0/16\" } }\n        },\n      ]\n"},
			{Language: "CloudFormation", Change: "              Condition:\n                NotIpAddress:\n-                 aws:SourceIp: 10.20.0.0/16\n+                 aws:VpcSourceIp: 10.20.0.0/16\n\n    Ledger:\n"},
			{Language: "SAM", Change: "                Condition:\n                  NotIpAddress:\n-                   aws:SourceIp: 10.20.0.0/16\n+                   aws:VpcSourceIp: 10.20.0.0/16\n\n    LedgerFunction:\n"},
			{Language: "OpenAPI", Change: "        Condition:\n          NotIpAddress:\n-           aws:SourceIp: 10.20.0.0/16\n+           aws:VpcSourceIp: 10.20.0.0/16\n  paths:\n    /ledger:\n"},
		}
	case "ttl-long":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn\n    type                             = \"TOKEN\"\n-   authorizer_result_ttl_in_seconds = 3600\n+   authorizer_result_ttl_in_seconds = 300\n  }\n\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n-       AuthorizerResultTtlInSeconds: 1800\n+       AuthorizerResultTtlInSeconds: 600\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "              FunctionArn: !GetAtt AuthorizerFunction.Arn\n              Identity:\n-               ReauthorizeEvery: 3600\n+               ReauthorizeEvery: 300\n\n    MembershipsFunction:\n"},
			{Language: "OpenAPI", Change: "          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          identitySource: method.request.header.Authorization\n-         authorizerResultTtlInSeconds: 3600\n+         authorizerResultTtlInSeconds: 900\n"},
		}
	case "ttl-out-of-range":
		return []finding.Example{
			{Language: "Terraform", Change: "    name                             = \"drivers\"\n    authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn\n-   authorizer_result_ttl_in_seconds = 7200\n+   authorizer_result_ttl_in_seconds = 3600\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource: method.request.header.Authorization\n-       AuthorizerResultTtlInSeconds: -1\n+       AuthorizerResultTtlInSeconds: 0\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "              FunctionArn: !GetAtt AuthorizerFunction.Arn\n              Identity:\n-               ReauthorizeEvery: 5400\n+               ReauthorizeEvery: 600\n\n    ParcelsFunction:\n"},
			{Language: "OpenAPI", Change: "          type: token\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         authorizerResultTtlInSeconds: 7200\n+         authorizerResultTtlInSeconds: 900\n"},
		}
	case "ttl-without-effect":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_apigatewayv2_authorizer\" \"pupils\" {\n-   api_id                           = aws_apigatewayv2_api.lessons.id\n-   name                             = \"pupils\"\n-   authorizer_type                  = \"JWT\"\n-   identity_sources                 = [\"$request.header.Authorization\"]\n-   authorizer_result_ttl_in_seconds = 300\n+   api_id           = aws_apigatewayv2_api.lessons.id\n+   name             = \"pupils\"\n+   authorizer_type  = \"JWT\"\n+   identity_sources = [\"$request.header.Authorization\"]\n\n    jwt_configuration {\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n-       AuthorizerResultTtlInSeconds: 3600\n\n    LessonsFunction:\n"},
			{Language: "SAM", Change: "              Identity:\n                Header: Authorization\n-               ReauthorizeEvery: 60\n\n    LessonsFunction:\n"},
		}
	case "v2-stage-not-deployed":
		return []finding.Example{
			{Language: "Terraform", Change: "- # Nothing deploys to the stage.\n+ # The stage follows every change.\n  resource \"aws_apigatewayv2_api\" \"radio\" {\n    name          = \"radio\"\n  …\n    api_id = aws_apigatewayv2_api.radio.id\n    name   = \"live\"\n+   auto_deploy = true\n  }\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref ChatApi\n        StageName: live\n+       DeploymentId: !Ref ChatDeployment\n+\n+   ChatDeployment:\n+     Type: AWS::ApiGatewayV2::Deployment\n+     DependsOn: ConnectRoute\n+     Properties:\n+       ApiId: !Ref ChatApi\n"},
		}
	case "validation-expression-az-range":
		return []finding.Example{
			{Language: "Terraform", Change: "    name                           = \"tokens\"\n    authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn\n-   identity_validation_expression = \"^[Bb]earer [-0-9a-zA-z\\\\.]+$\"\n+   identity_validation_expression = \"^[Bb]earer [-0-9a-zA-Z_\\\\.]+$\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource: method.request.header.Authorization\n-       IdentityValidationExpression: ^Bearer [-0-9a-zA-z\\.]*$\n+       IdentityValidationExpression: ^Bearer [-0-9a-zA-Z_\\.]*$\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "              Identity:\n                Header: Authorization\n-               ValidationExpression: \"[A-z]{32}\"\n+               ValidationExpression: \"[A-Za-z]{32}\"\n\n    RepairsFunction:\n"},
			{Language: "OpenAPI", Change: "          type: token\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identityValidationExpression: '^Token [0-9A-z]+$'\n+         identityValidationExpression: '^Token [0-9A-Za-z]+$'\n"},
		}
	case "validation-expression-ignored":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_api_gateway_authorizer\" \"owners\" {\n-   rest_api_id                    = aws_api_gateway_rest_api.wallets.id\n-   name                           = \"owners\"\n-   type                           = \"REQUEST\"\n-   authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn\n-   identity_source                = \"method.request.header.X-Wallet\"\n-   identity_validation_expression = \"^[A-Z0-9]{12}$\"\n+   rest_api_id     = aws_api_gateway_rest_api.wallets.id\n+   name            = \"owners\"\n+   type            = \"REQUEST\"\n+   authorizer_uri  = aws_lambda_function.authorizer.invoke_arn\n+   identity_source = \"method.request.header.X-Wallet\"\n  }\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - $request.header.Authorization\n-       IdentityValidationExpression: ^Bearer .+$\n\n    Function:\n"},
			{Language: "SAM", Change: "                Headers:\n                  - X-Wallet\n-               ValidationExpression: \"^[A-Z0-9]{12}$\"\n\n    WalletsFunction:\n"},
			{Language: "OpenAPI", Change: "          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n          identitySource: method.request.header.X-Wallet\n-         identityValidationExpression: \"^[A-Z0-9]{12}$\"\n"},
		}
	case "validation-expression-invalid":
		return []finding.Example{
			{Language: "Terraform", Change: "    name                           = \"tokens\"\n    authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn\n-   identity_validation_expression = \"^Bearer [-0-9a-zA-Z._+$\"\n+   identity_validation_expression = \"^Bearer [-0-9a-zA-Z._]+$\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource: method.request.header.Authorization\n-       IdentityValidationExpression: ^Bearer (.+$\n+       IdentityValidationExpression: ^Bearer (.+)$\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "              Identity:\n                Header: Authorization\n-               ValidationExpression: \"*\"\n+               ValidationExpression: \".*\"\n\n    VisitsFunction:\n"},
			{Language: "OpenAPI", Change: "          type: token\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identityValidationExpression: '^Bearer {token}$'\n+         identityValidationExpression: '^Bearer .+$'\n"},
		}
	case "validation-expression-needs-search":
		return []finding.Example{
			{Language: "Terraform", Change: "    name                           = \"tokens\"\n    authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn\n-   identity_validation_expression = \"^Bearer [A-z]+\"\n+   identity_validation_expression = \"^[Bb]earer [A-Za-z0-9._~+/-]+=*$\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource: method.request.header.Authorization\n-       IdentityValidationExpression: ^Bearer\n+       IdentityValidationExpression: ^[Bb]earer .+$\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "              Identity:\n                Header: Authorization\n-               ValidationExpression: \"[A-Za-z0-9]+\"\n+               ValidationExpression: \"^[Bb]earer .+$\"\n\n    ShipmentsFunction:\n"},
			{Language: "OpenAPI", Change: "          type: token\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identityValidationExpression: '^x-[a-z]+'\n+         identityValidationExpression: '^x-.+$'\n"},
		}
	case "validation-expression-rejects-common":
		return []finding.Example{
			{Language: "Terraform", Change: "    name                           = \"tokens\"\n    authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn\n-   identity_validation_expression = \"^Bearer [-0-9a-zA-z\\\\.]*$\"\n+   identity_validation_expression = \"^[Bb]earer [A-Za-z0-9._~+/-]+=*$\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource: method.request.header.Authorization\n-       IdentityValidationExpression: ^[Bb]earer .{1,500}$\n+       IdentityValidationExpression: ^[Bb]earer .+$\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "              Identity:\n                Header: Authorization\n-               ValidationExpression: ^[\\w-]+\\.[\\w-]+\\.[\\w-]+$\n+               ValidationExpression: ^([Bb]earer )?[\\w-]+\\.[\\w-]+\\.[\\w-]+$\n\n    LoansFunction:\n"},
			{Language: "OpenAPI", Change: "          type: token\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identityValidationExpression: '^Basic [A-Za-z0-9]+$'\n+         identityValidationExpression: '^Basic [A-Za-z0-9+/]+=*$'\n"},
		}
	case "validation-expression-too-strict":
		return []finding.Example{
			{Language: "Terraform", Change: "    name                           = \"tokens\"\n    authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn\n-   identity_validation_expression = \"^[A-Za-z0-9]+$\"\n+   identity_validation_expression = \"^[Bb]earer [A-Za-z0-9._~+/-]+=*$\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource: method.request.header.Authorization\n-       IdentityValidationExpression: \"^Bearer[A-Za-z0-9]{20,}$\"\n+       IdentityValidationExpression: ^[Bb]earer [A-Za-z0-9._~+/-]+=*$\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "              Identity:\n                Header: Authorization\n-               ValidationExpression: \"^\\\\w{5}$\"\n+               ValidationExpression: ^[Bb]earer [A-Za-z0-9._~+/-]+=*$\n\n    ReadingsFunction:\n"},
			{Language: "OpenAPI", Change: "          type: token\n          authorizerUri: arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:authorizer/invocations\n-         identityValidationExpression: '^Bearer \\w+$'\n+         identityValidationExpression: '^Bearer [\\w.~+/-]+=*$'\n"},
		}
	case "websocket-authorization-not-connect":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_apigatewayv2_route\" \"move\" {\n-   api_id             = aws_apigatewayv2_api.moves.id\n-   route_key          = \"move\"\n-   target             = \"integrations/${aws_apigatewayv2_integration.moves.id}\"\n-   authorization_type = \"CUSTOM\"\n-   authorizer_id      = aws_apigatewayv2_authorizer.players.id\n+   api_id    = aws_apigatewayv2_api.moves.id\n+   route_key = \"move\"\n+   target    = \"integrations/${aws_apigatewayv2_integration.moves.id}\"\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        RouteKey: move\n-       AuthorizationType: CUSTOM\n-       AuthorizerId: !Ref Players\n        Target: !Sub integrations/${Integration}\n\n"},
			{Language: "SAM", Change: "        ApiId: !Ref Api\n        RouteKey: move\n-       AuthorizationType: CUSTOM\n-       AuthorizerId: !Ref Players\n        Target: !Sub integrations/${Integration}\n\n"},
		}
	case "websocket-cache-configured":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_apigatewayv2_authorizer\" \"voters\" {\n-   api_id                           = aws_apigatewayv2_api.votes.id\n-   name                             = \"voters\"\n-   authorizer_type                  = \"REQUEST\"\n-   authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn\n-   identity_sources                 = [\"route.request.querystring.token\"]\n-   authorizer_result_ttl_in_seconds = 300\n+   api_id           = aws_apigatewayv2_api.votes.id\n+   name             = \"voters\"\n+   authorizer_type  = \"REQUEST\"\n+   authorizer_uri   = aws_lambda_function.authorizer.invoke_arn\n+   identity_sources = [\"route.request.querystring.token\"]\n  }\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - route.request.querystring.token\n-       AuthorizerResultTtlInSeconds: 60\n\n    Function:\n"},
		}
	case "websocket-connect-missing":
		return []finding.Example{
			{Language: "Terraform", Change: "  }\n\n+ resource \"aws_apigatewayv2_route\" \"connect\" {\n+   api_id             = aws_apigatewayv2_api.boards.id\n+   route_key          = \"$connect\"\n+   target             = \"integrations/${aws_apigatewayv2_integration.boards.id}\"\n+   authorization_type = \"CUSTOM\"\n+   authorizer_id      = aws_apigatewayv2_authorizer.players.id\n+ }\n+\n  resource \"aws_apigatewayv2_route\" \"default\" {\n    api_id    = aws_apigatewayv2_api.boards.id\n"},
			{Language: "CloudFormation", Change: "        RouteSelectionExpression: $request.body.action\n\n+   Connect:\n+     Type: AWS::ApiGatewayV2::Route\n+     Properties:\n+       ApiId: !Ref Api\n+       RouteKey: $connect\n+       AuthorizationType: CUSTOM\n+       AuthorizerId: !Ref Players\n+       Target: !Sub integrations/${Integration}\n+\n    Default:\n      Type: AWS::ApiGatewayV2::Route\n"},
			{Language: "SAM", Change: "        RouteSelectionExpression: $request.body.action\n\n+   Connect:\n+     Type: AWS::ApiGatewayV2::Route\n+     Properties:\n+       ApiId: !Ref Api\n+       RouteKey: $connect\n+       AuthorizationType: CUSTOM\n+       AuthorizerId: !Ref Players\n+       Target: !Sub integrations/${Integration}\n+\n    Default:\n      Type: AWS::ApiGatewayV2::Route\n"},
		}
	case "websocket-connect-public":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_apigatewayv2_route\" \"connect\" {\n-   api_id    = aws_apigatewayv2_api.rooms.id\n-   route_key = \"$connect\"\n-   target    = \"integrations/${aws_apigatewayv2_integration.rooms.id}\"\n+   api_id             = aws_apigatewayv2_api.rooms.id\n+   route_key          = \"$connect\"\n+   target             = \"integrations/${aws_apigatewayv2_integration.rooms.id}\"\n+   authorization_type = \"CUSTOM\"\n+   authorizer_id      = aws_apigatewayv2_authorizer.residents.id\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ApiId: !Ref Api\n        RouteKey: $connect\n+       AuthorizationType: CUSTOM\n+       AuthorizerId: !Ref Residents\n        Target: !Sub integrations/${Integration}\n\n"},
			{Language: "SAM", Change: "        ApiId: !Ref Api\n        RouteKey: $connect\n+       AuthorizationType: CUSTOM\n+       AuthorizerId: !Ref Residents\n        Target: !Sub integrations/${Integration}\n\n"},
		}
	case "websocket-identity-source-header":
		return []finding.Example{
			{Language: "Terraform", Change: "    authorizer_type  = \"REQUEST\"\n    authorizer_uri   = aws_lambda_function.authorizer.invoke_arn\n-   identity_sources = [\"route.request.header.Authorization\"]\n+   identity_sources = [\"route.request.querystring.token\"]\n  }\n\n"},
			{Language: "CloudFormation", Change: "        AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations\n        IdentitySource:\n-         - route.request.header.X-Session\n+         - route.request.header.Cookie\n\n    AuthorizerFunction:\n"},
			{Language: "SAM", Change: "          AuthArn: !GetAtt AuthorizerFunction.Arn\n          IdentitySource:\n-           - route.request.header.Authorization\n+           - route.request.header.Sec-WebSocket-Protocol\n        Routes:\n          $connect:\n"},
		}
	case "websocket-v2-only-settings":
		return []finding.Example{
			{Language: "Terraform", Change: "\n  resource \"aws_apigatewayv2_authorizer\" \"bidders\" {\n-   api_id                            = aws_apigatewayv2_api.auctions.id\n-   name                              = \"bidders\"\n-   authorizer_type                   = \"REQUEST\"\n-   authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn\n-   identity_sources                  = [\"route.request.querystring.token\"]\n-   authorizer_payload_format_version = \"2.0\"\n-   enable_simple_responses           = true\n+   api_id           = aws_apigatewayv2_api.auctions.id\n+   name             = \"bidders\"\n+   authorizer_type  = \"REQUEST\"\n+   authorizer_uri   = aws_lambda_function.authorizer.invoke_arn\n+   identity_sources = [\"route.request.querystring.token\"]\n  }\n"},
			{Language: "CloudFormation", Change: "        IdentitySource:\n          - route.request.querystring.token\n-       AuthorizerPayloadFormatVersion: \"1.0\"\n\n    Function:\n"},
		}
	case "write-method-public":
		return []finding.Example{
			{Language: "Terraform", Change: "    resource_id   = aws_api_gateway_resource.posts.id\n    http_method   = \"POST\"\n-   authorization = \"NONE\"\n+   authorization = \"CUSTOM\"\n+   authorizer_id = aws_api_gateway_authorizer.writers.id\n  }\n\n"},
			{Language: "CloudFormation", Change: "        ResourceId: !Ref Posts\n        HttpMethod: DELETE\n-       AuthorizationType: NONE\n+       AuthorizationType: AWS_IAM\n        Integration:\n          Type: AWS_PROXY\n"},
			{Language: "SAM", Change: "              Path: /posts\n              Method: post\n-             Auth:\n-               Authorizer: NONE\n\n    AuthorizerFunction:\n"},
			{Language: "OpenAPI", Change: "      post:\n        summary: Write a post\n+       security:\n+         - writers: []\n        responses:\n          \"200\":\n"},
		}
	default:
		return nil
	}
}
