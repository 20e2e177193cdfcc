exports.handler = async (event) => {
  const allowed = event.headers.authorization === process.env.SECRET;
  return {
    principalId: 'caller',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: allowed ? 'Allow' : 'Deny', Resource: event.routeArn }],
    },
  };
};
