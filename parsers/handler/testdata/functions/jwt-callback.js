'use strict';
const jwt = require('jsonwebtoken');

const generatePolicy = (principalId, effect, resource) => {
  return { principalId, policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }] } };
};

module.exports.handler = (event, context, callback) => {
  const token = event.authorizationToken;
  if (!token) return callback(null, 'Unauthorized');

  jwt.verify(token, process.env.SECRET, (err, decoded) => {
    if (err) return callback(null, 'Unauthorized');
    return callback(null, generatePolicy(decoded.id, 'Allow', event.methodArn));
  });
};

// = reads authorizationToken [event.authorizationToken] decides
// = reads methodArn [event.methodArn] no
// = maybe callback [callback(null, 'Unauthorized')] other
// = error callback [callback(null, 'Unauthorized')] other
// = maybe callback [callback(null, generatePolicy(decoded.id, 'Allow', event.methodArn))] policy, Allow ${methodArn}, for unknown
