// The class of the blueprints stands in the file.
exports.handler = (event, context, callback) => {
  const principalId = 'user|a1b2c3d4';
  const apiOptions = {};
  const tmp = event.methodArn.split(':');
  const apiGatewayArnTmp = tmp[5].split('/');
  const awsAccountId = tmp[4];
  apiOptions.region = tmp[3];
  apiOptions.restApiId = apiGatewayArnTmp[0];
  apiOptions.stage = apiGatewayArnTmp[1];

  const policy = new AuthPolicy(principalId, awsAccountId, apiOptions);
  if (event.authorizationToken === 'all') {
    policy.allowAllMethods();
  } else if (event.authorizationToken === 'some') {
    policy.allowMethod(AuthPolicy.HttpVerb.GET, '/users/*');
    policy.denyMethod('POST', 'users');
  } else {
    policy.denyAllMethods();
  }
  const response = policy.build();
  response.context = { key: 'value', list: ['a'] };
  callback(null, response);
};

function AuthPolicy(principal, awsAccountId, apiOptions) {
  this.awsAccountId = awsAccountId;
  this.principalId = principal;
  this.allowMethods = [];
  this.denyMethods = [];
}

AuthPolicy.HttpVerb = { GET: 'GET', POST: 'POST', ALL: '*' };

AuthPolicy.prototype = (function () {
  const add = function (effect, verb, resource, conditions) {
    this[effect + 'Methods'].push({ verb, resource, conditions });
  };
  return {
    constructor: AuthPolicy,
    allowAllMethods: function () { add.call(this, 'allow', '*', '*', null); },
    denyAllMethods: function () { add.call(this, 'deny', '*', '*', null); },
  };
})();

// = reads methodArn [event.methodArn] no
// = reads authorizationToken [event.authorizationToken] decides
// = reads authorizationToken [event.authorizationToken] decides
// = maybe callback [callback(null, response)] policy, Allow arn:aws:execute-api:${region}:${account}:${api}/${stage}/*/*, for user|a1b2c3d4, key: string, list: array
// = maybe callback [callback(null, response)] policy, Allow arn:aws:execute-api:${region}:${account}:${api}/${stage}/GET/users/*, Deny arn:aws:execute-api:${region}:${account}:${api}/${stage}/POST/users, for user|a1b2c3d4, key: string, list: array
// = maybe callback [callback(null, response)] policy, Deny arn:aws:execute-api:${region}:${account}:${api}/${stage}/*/*, for user|a1b2c3d4, key: string, list: array
