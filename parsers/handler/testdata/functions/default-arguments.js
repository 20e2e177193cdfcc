exports.handler = async (event) => {
  if (event.headers['x-token'] === 'a') return getPolicy({ principalId: 'a' });
  return getPolicy({ principalId: 'b', effect: 'Deny', resource: event.methodArn });
};

const getPolicy = ({ principalId, effect = 'Allow', resource = '*', ...rest }) => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }] },
});

// = reads headers.x-token [event.headers['x-token']] decides
// = reads methodArn [event.methodArn] no
// = maybe return [return getPolicy({ principalId: 'a' })] policy, Allow *, for a
// = maybe return [return getPolicy({ principalId: 'b', effect: 'Deny', resource: event.methodArn })] policy, Deny ${methodArn}, for b
