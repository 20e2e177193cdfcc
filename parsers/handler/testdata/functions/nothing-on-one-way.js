exports.handler = async (event) => {
  if (event.authorizationToken === 'yes') {
    return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [] } };
  }
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = maybe return [async (event) => { …] nothing
// = maybe return [return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [] } }] policy, for p
