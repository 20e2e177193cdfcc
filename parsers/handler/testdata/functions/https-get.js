const https = require('https');

exports.handler = (event, context, callback) => {
  const request = https.get('https://auth.example.com/check', { headers: { Authorization: event.authorizationToken } }, (res) => {
    if (res.statusCode === 200) {
      callback(null, { principalId: 'u', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }] } });
    } else {
      callback('Unauthorized');
    }
  });
  request.on('error', () => callback('Error: cannot reach the service'));
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads methodArn [event.methodArn] perhaps
// = maybe callback [callback(null, { principalId: 'u', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }] } })] policy, Allow ${methodArn}, for u
// = maybe callback [callback('Unauthorized')] error, Unauthorized, 401
// = maybe callback [callback('Error: cannot reach the service')] error, Error: cannot reach the service, 500
