// A request authorizer that compares a header, a query string and a stage variable.
exports.handler = function (event, context, callback) {
  console.log('event:', JSON.stringify(event, null, 2));

  const headers = event.headers;
  const query = event.queryStringParameters;
  const variables = event.stageVariables;

  const pieces = event.methodArn.split(':');
  const rest = pieces[5].split('/');
  const accountId = pieces[4];
  const region = pieces[3];
  const apiId = rest[0];
  const stage = rest[1];
  const verb = rest[2];
  let resource = '/';
  if (rest[3]) {
    resource += rest[3];
  }

  if (headers.HeaderAuth1 === 'one' && query.QueryString1 === 'two' && variables.StageVar1 === 'three') {
    callback(null, generateAllow('me', event.methodArn));
  } else {
    callback('Unauthorized');
  }
};

const generatePolicy = function (principalId, effect, resource) {
  const response = {};
  response.principalId = principalId;
  if (effect && resource) {
    const document = {};
    document.Version = '2012-10-17';
    document.Statement = [];
    const one = {};
    one.Action = 'execute-api:Invoke';
    one.Effect = effect;
    one.Resource = resource;
    document.Statement[0] = one;
    response.policyDocument = document;
  }
  return response;
};

const generateAllow = function (principalId, resource) {
  return generatePolicy(principalId, 'Allow', resource);
};

const generateDeny = function (principalId, resource) {
  return generatePolicy(principalId, 'Deny', resource);
};

// = reads methodArn [event.methodArn] perhaps
// = reads headers.HeaderAuth1 [headers.HeaderAuth1] decides
// = reads queryStringParameters.QueryString1 [query.QueryString1] decides
// = reads stageVariables.StageVar1 [variables.StageVar1] decides
// = reads methodArn [event.methodArn] perhaps
// = maybe callback [callback(null, generateAllow('me', event.methodArn))] policy, Allow ${methodArn}, for me
// = maybe callback [callback('Unauthorized')] error, Unauthorized, 401
