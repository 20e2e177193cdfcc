const AuthPolicy = require('aws-auth-policy');

module.exports.handler = async (event) => {
  const policy = new AuthPolicy('me', '123456789012');
  policy.allowMethodWithConditions('GET', '/pets', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } });
  return policy.build();
};

// = always return [return policy.build()] policy, Allow arn:aws:execute-api:*:123456789012:*/*/GET/pets under conditions, for me
