import { APIGatewayRequestAuthorizerEvent, APIGatewayAuthorizerResult } from 'aws-lambda';

type Effect = 'Allow' | 'Deny';

const generatePolicy = (principalId: string, effect: Effect, resource: string): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }],
  },
});

const generateAllow = (principalId: string, resource: string) => generatePolicy(principalId, 'Allow', resource);
const generateDeny = (principalId: string, resource: string) => generatePolicy(principalId, 'Deny', resource);

export const handler = async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const [, , , region, accountId, path] = event.methodArn.split(':');
  const [apiId, stage] = path!.split('/');

  if (
    event.headers?.HeaderAuth1 === 'one' &&
    event.queryStringParameters?.QueryString1 === 'two' &&
    event.stageVariables?.StageVar1 === 'three'
  ) {
    return generateAllow('me', `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/*/*`);
  }
  return generateDeny('me', event.methodArn);
};

// = reads methodArn [event.methodArn] no
// = reads headers.HeaderAuth1 [event.headers?.HeaderAuth1] decides
// = reads queryStringParameters.QueryString1 [event.queryStringParameters?.QueryString1] decides
// = reads stageVariables.StageVar1 [event.stageVariables?.StageVar1] decides
// = reads methodArn [event.methodArn] no
// = maybe return [return generateAllow('me', `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/*/*`)] policy, Allow arn:aws:execute-api:${region}:${account}:${api}/${stage}/*/*, for me
// = maybe return [return generateDeny('me', event.methodArn)] policy, Deny ${methodArn}, for me
