const { verifyToken } = require('@acme/auth');

exports.handler = (event, context, callback) => {
  verifyToken(event.authorizationToken)
    .then((user) => {
      callback(null, { principalId: user.id, policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }] } });
    })
    .catch((error) => {
      console.log(error);
      callback('Unauthorized');
    });
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads methodArn [event.methodArn] perhaps
// = maybe callback [callback(null, { principalId: user.id, policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }] } })] policy, Allow ${methodArn}, for unknown
// = error callback [callback('Unauthorized')] error, Unauthorized, 401
