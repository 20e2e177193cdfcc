// A token authorizer: the token itself says what becomes of the request.
exports.handler = function (event, context, callback) {
  const word = event.authorizationToken.toLowerCase();
  switch (word) {
    case 'allow':
      callback(null, policyFor('member', 'Allow', event.methodArn));
      break;
    case 'deny':
      callback(null, policyFor('member', 'Deny', event.methodArn));
      break;
    case 'unauthorized':
      callback('Unauthorized');
      break;
    default:
      callback('Error: Invalid token');
  }
};

// policyFor makes the answer that API Gateway asks for.
const policyFor = function (who, effect, arn) {
  const answer = { principalId: who };
  if (effect && arn) {
    const policyDocument = { Version: '2012-10-17', Statement: [] };
    const statement = {};
    statement.Action = 'execute-api:Invoke';
    statement.Effect = effect;
    statement.Resource = arn;
    policyDocument.Statement[0] = statement;
    answer.policyDocument = policyDocument;
  }
  answer.context = { plan: 'gold', seats: 12, trial: false };
  return answer;
};

// = reads authorizationToken [event.authorizationToken] decides
// = reads methodArn [event.methodArn] no
// = reads methodArn [event.methodArn] no
// = maybe callback [callback(null, policyFor('member', 'Allow', event.methodArn))] policy, Allow ${methodArn}, for member, plan: string, seats: number, trial: boolean
// = maybe callback [callback(null, policyFor('member', 'Deny', event.methodArn))] policy, Deny ${methodArn}, for member, plan: string, seats: number, trial: boolean
// = maybe callback [callback('Unauthorized')] error, Unauthorized, 401
// = maybe callback [callback('Error: Invalid token')] error, Error: Invalid token, 500
