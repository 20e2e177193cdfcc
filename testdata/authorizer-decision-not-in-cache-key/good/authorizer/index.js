exports.handler = async (event) => {
  if (event.headers['X-Tenant'] !== 'acme') {
    throw new Error('Unauthorized');
  }
  const [api, stage] = event.methodArn.split('/');
  return {
    principalId: 'acme',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${api}/${stage}/*/*` }],
    },
  };
};
