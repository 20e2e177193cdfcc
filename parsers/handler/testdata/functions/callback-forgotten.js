exports.handler = (event, context, callback) => {
  if (event.authorizationToken === 'yes') {
    callback(null, { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [] } });
  }
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = maybe return [(event, context, callback) => { …] nothing
// = maybe callback [callback(null, { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [] } })] policy, for p
