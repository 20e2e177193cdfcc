const { AuthPolicy } = require('./vendor');

exports.handler = async (event) => {
  const scopes = await load(event.headers.Authorization);
  const policy = new AuthPolicy('me', '123456789012', { region: 'eu-west-1', restApiId: 'a1b2c3', stage: 'prod' });
  for (const scope of scopes) {
    policy.allowMethod('GET', scope.path);
  }
  return policy.build();
};

// = reads headers.Authorization [event.headers.Authorization] perhaps
// = maybe return [return policy.build()] policy, Allow arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/GET/${scope.path}, statements open (statements are added in a loop), for me
// = maybe throw [policy.build()] error, No statements defined for the policy, 500
