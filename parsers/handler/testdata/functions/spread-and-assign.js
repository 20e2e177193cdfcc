const base = { Version: '2012-10-17' };
const statement = { Action: 'execute-api:Invoke' };

exports.handler = async (event) => {
  const allow = Object.assign({}, statement, { Effect: 'Allow', Resource: event.methodArn.replace(/\/.*$/, '/*') });
  const policyDocument = { ...base, Statement: [allow, { ...statement, Effect: 'Deny', Resource: event.methodArn }] };
  return { principalId: `user-${event.requestContext.accountId}`, policyDocument };
};

// = reads methodArn [event.methodArn] no
// = reads methodArn [event.methodArn] no
// = reads requestContext.accountId [event.requestContext.accountId] no
// = always return [return { principalId: `user-${event.requestContext.accountId}`, policyDocument }] policy, Allow ${event.methodArn.replace(/\/.*$/, '/*')}, Deny ${methodArn}, for user-${requestContext.accountId}
