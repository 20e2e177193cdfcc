exports.handler = function (event, context) {
  if (event.authorizationToken === 'a') {
    context.succeed({ principalId: 'a', policyDocument: { Version: '2012-10-17', Statement: [] } });
  } else if (event.authorizationToken === 'b') {
    context.fail('Unauthorized');
  } else {
    context.done(new Error('Invalid token'));
  }
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads authorizationToken [event.authorizationToken] perhaps
// = maybe succeed [context.succeed({ principalId: 'a', policyDocument: { Version: '2012-10-17', Statement: [] } })] policy, for a
// = maybe fail [context.fail('Unauthorized')] error, Unauthorized, 401
// = maybe done [context.done(new Error('Invalid token'))] error, Invalid token, 500
