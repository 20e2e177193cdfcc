exports.handler = async (event) => {
  const { path, httpMethod, requestContext } = event;
  if (path === '/health') return make('Allow', event.methodArn);
  if (httpMethod === 'DELETE') return make('Deny', event.methodArn);
  if (requestContext.identity.sourceIp !== '203.0.113.7') return make('Deny', event.methodArn);
  return make('Allow', event.methodArn);
};

function make(Effect, Resource) {
  return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] } };
}

// = reads path [path] decides
// = reads httpMethod [httpMethod] decides
// = reads methodArn [event.methodArn] no
// = reads methodArn [event.methodArn] no
// = reads requestContext.identity.sourceIp [requestContext.identity.sourceIp] decides
// = reads methodArn [event.methodArn] no
// = reads methodArn [event.methodArn] no
// = maybe return [return make('Allow', event.methodArn)] policy, Allow ${methodArn}, for p
// = maybe return [return make('Deny', event.methodArn)] policy, Deny ${methodArn}, for p
// = maybe return [return make('Deny', event.methodArn)] policy, Deny ${methodArn}, for p
// = maybe return [return make('Allow', event.methodArn)] policy, Allow ${methodArn}, for p
