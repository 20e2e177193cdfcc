exports.handler = async (event, context) => {
  const isValid = event.queryStringParameters.token === 'abc';
  const effect = isValid ? 'Allow' : 'Deny';
  return {
    principalId: 'user',
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: event.methodArn }] },
    usageIdentifierKey: event.headers['x-api-key'],
  };
};

// = reads queryStringParameters.token [event.queryStringParameters.token] decides
// = reads methodArn [event.methodArn] no
// = reads headers.x-api-key [event.headers['x-api-key']] no
// = maybe return [return { …] policy, Allow ${methodArn}, for user, key ${headers.x-api-key}
// = maybe return [return { …] policy, Deny ${methodArn}, for user, key ${headers.x-api-key}
