// What is kept between invocations is not known: the policy of an earlier request, too.
let cached;
const known = {};
const base = { Version: '2012-10-17' };

exports.handler = async (event) => {
  if (cached) {
    return cached;
  }
  const token = event.authorizationToken;
  if (!known[token]) {
    known[token] = await find(token);
  }
  const policy = { principalId: 'p', policyDocument: { ...base, Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }] } };
  cached = policy;
  return policy;
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads methodArn [event.methodArn] perhaps
// = maybe return [return cached] unknown (it may be kept from an earlier request)
// = maybe return [return policy] policy, Allow ${methodArn}, for p
