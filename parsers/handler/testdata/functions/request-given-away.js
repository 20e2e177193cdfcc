const validate = require('@acme/validate');

exports.handler = async (event) => {
  const { allowed, principalId, context } = await validate(event);
  return {
    principalId,
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: allowed ? 'Allow' : 'Deny', Resource: event.methodArn }] },
    context,
  };
};

// = reads methodArn [event.methodArn] perhaps
// = reads more: the event is handed to validate
// = maybe return [return { …] policy, Allow ${methodArn}, for unknown, context open (what validate returns)
// = maybe return [return { …] policy, Deny ${methodArn}, for unknown, context open (what validate returns)
