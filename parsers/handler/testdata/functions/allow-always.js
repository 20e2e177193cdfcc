exports.handler = async () => {
  return {
    principalId: 'anyone',
    policyDocument: { Version: '2012-10-17', Statement: { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' } },
  };
};

// = always return [return { …] policy, Allow *, for anyone
