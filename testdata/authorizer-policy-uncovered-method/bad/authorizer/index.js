const { verify } = require('jsonwebtoken');

exports.handler = async (event) => {
  const token = event.authorizationToken.replace(/^Bearer /, '');
  let claims;
  try {
    claims = verify(token, process.env.KEY);
  } catch (error) {
    throw new Error('Unauthorized');
  }
  const [api, stage] = event.methodArn.split('/');
  return allow(claims.sub, `${api}/${stage}/GET/*`);
};

const allow = (principalId, resource) => ({
  principalId,
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: resource }],
  },
});
