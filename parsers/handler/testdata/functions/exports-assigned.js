const handler = async (event) => {
  const arn = event.methodArn.split('/', 2).join('/') + '/*';
  return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [{ Action: ['execute-api:Invoke'], Effect: 'Allow', Resource: [arn, event['methodArn']] }] } };
};

module.exports = { handler };

// = reads methodArn [event.methodArn] no
// = reads methodArn [event['methodArn']] no
// = always return [return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [{ Action: ['execute-api:Invoke'], Effect: 'Allow', Resource: [arn, event['methodArn']] }] } }] policy, Allow arn:${partition}:execute-api:${region}:${account}:${api}/${stage}/* ${methodArn}, for p
