import type { APIGatewayTokenAuthorizerHandler, APIGatewayAuthorizerResult } from 'aws-lambda';

export const handler: APIGatewayTokenAuthorizerHandler = async (event) => {
  switch (event.authorizationToken) {
    case 'allow':
      return policyFor('member', 'Allow', event.methodArn);
    case 'deny':
      return policyFor('member', 'Deny', event.methodArn);
    case 'unauthorized':
      throw new Error('Unauthorized');
    default:
      throw new Error('Error: Invalid token');
  }
};

function policyFor(who: string, effect: 'Allow' | 'Deny', arn: string): APIGatewayAuthorizerResult {
  return {
    principalId: who,
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: arn }] },
    context: { plan: 'gold', seats: 12, trial: false },
  };
}

// = reads authorizationToken [event.authorizationToken] decides
// = reads methodArn [event.methodArn] no
// = reads methodArn [event.methodArn] no
// = maybe return [return policyFor('member', 'Allow', event.methodArn)] policy, Allow ${methodArn}, for member, plan: string, seats: number, trial: boolean
// = maybe return [return policyFor('member', 'Deny', event.methodArn)] policy, Deny ${methodArn}, for member, plan: string, seats: number, trial: boolean
// = maybe throw [throw new Error('Unauthorized')] error, Unauthorized, 401
// = maybe throw [throw new Error('Error: Invalid token')] error, Error: Invalid token, 500
