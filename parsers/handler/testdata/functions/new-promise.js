const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  const claims = await decode(event.authorizationToken);
  return { principalId: claims.sub, policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: 'arn:aws:execute-api:*:*:*' }] } };
};

function decode(token) {
  return new Promise((resolve, reject) => {
    jwt.verify(token, 'secret', (err, decoded) => {
      if (err) {
        reject(new Error('Unauthorized'));
      } else {
        resolve(decoded);
      }
    });
  });
}

// = reads authorizationToken [event.authorizationToken] perhaps
// = error throw [await decode(event.authorizationToken)] error, Unauthorized, 401
// = maybe return [return { principalId: claims.sub, policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: 'arn:aws:execute-api:*:*:*' }] } }] policy, Allow arn:aws:execute-api:*:*:*, for unknown
