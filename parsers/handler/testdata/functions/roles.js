const roles = { admin: ['*'], reader: ['GET/*'] };

exports.handler = async (event) => {
  const role = event.authorizationToken;
  const base = event.methodArn.split('/').slice(0, 2).join('/');
  const statements = ['orders', 'bills'].map((name) => ({ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${base}/GET/${name}` }));
  const more = Object.keys(roles).filter((name) => name === role).map((name) => ({ Effect: 'Allow', Resource: `${base}/${name}` }));
  if (role === 'none') {
    return { principalId: role, policyDocument: { Version: '2012-10-17', Statement: more } };
  }
  return { principalId: role, policyDocument: { Version: '2012-10-17', Statement: statements } };
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads methodArn [event.methodArn] perhaps
// = maybe return [return { principalId: role, policyDocument: { Version: '2012-10-17', Statement: more } }] policy, statements open (what Object.keys(roles).filter((name) => name === role).map((n... makes of items that are not known), for ${authorizationToken}
// = maybe return [return { principalId: role, policyDocument: { Version: '2012-10-17', Statement: statements } }] policy, Allow arn:${partition}:execute-api:${region}:${account}:${api}/${stage}/GET/orders, Allow arn:${partition}:execute-api:${region}:${account}:${api}/${stage}/GET/bills, for ${authorizationToken}
