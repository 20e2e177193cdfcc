const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  const token = event.authorizationToken.replace('Bearer ', '');
  try {
    const claims = jwt.verify(token, process.env.SECRET);
    return {
      principalId: claims.sub,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }],
      },
      context: { role: claims.role, email: String(claims.email) },
    };
  } catch (error) {
    console.error(error);
    throw new Error('Unauthorized');
  }
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads methodArn [event.methodArn] no
// = maybe return [return { …] policy, Allow ${methodArn}, for unknown, role: unknown, email: string
// = error throw [throw new Error('Unauthorized')] error, Unauthorized, 401
