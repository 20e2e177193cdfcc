exports.handler = async (event) => {
  if (!event.authorizationToken) {
    return { statusCode: 401, body: JSON.stringify({ message: 'Unauthorized' }) };
  }
  return { policyDocument: { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: [event.methodArn] }] } };
};

// = reads authorizationToken [event.authorizationToken] decides
// = reads methodArn [event.methodArn] no
// = maybe return [return { statusCode: 401, body: JSON.stringify({ message: 'Unauthorized' }) }] other, keys statusCode body
// = maybe return [return { policyDocument: { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: [event.methodArn] }] } }] policy, Allow ${methodArn}, version unset, for unset
