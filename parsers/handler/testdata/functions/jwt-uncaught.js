const { verify } = require('jsonwebtoken');

exports.handler = async ({ authorizationToken, methodArn }) => {
  const { sub } = verify(authorizationToken, process.env.SECRET);
  const base = methodArn.split('/').slice(0, 2).join('/');
  return {
    principalId: sub,
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${base}/*` }] },
  };
};

// = reads authorizationToken [authorizationToken] perhaps
// = reads methodArn [methodArn] no
// = error throw [verify(authorizationToken, process.env.SECRET)] error, unknown, unknown
// = maybe return [return { …] policy, Allow arn:${partition}:execute-api:${region}:${account}:${api}/${stage}/*, for unknown
