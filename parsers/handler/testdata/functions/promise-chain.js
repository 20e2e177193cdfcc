const { verifyToken } = require('@acme/auth');

exports.handler = (event) => verifyToken(event.authorizationToken)
  .then((user) => ({
    principalId: user.id,
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }] },
  }))
  .catch(() => Promise.reject('Unauthorized'));

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads methodArn [event.methodArn] perhaps
// = maybe return [verifyToken(event.authorizationToken) …] policy, Allow ${methodArn}, for unknown
// = error reject [verifyToken(event.authorizationToken) …] error, Unauthorized, 401
