const { generateAllow, generateDeny } = require('./lib/policy');

exports.handler = async (event) => {
  if (event.authorizationToken === 'open sesame') {
    return generateAllow('ali', event.methodArn);
  }
  return generateDeny('ali', event.methodArn);
};

// = reads authorizationToken [event.authorizationToken] decides
// = reads methodArn [event.methodArn] no
// = reads methodArn [event.methodArn] no
// = maybe return [return generateAllow('ali', event.methodArn)] policy, Allow ${methodArn}, for ali
// = maybe return [return generateDeny('ali', event.methodArn)] policy, Deny ${methodArn}, for ali
