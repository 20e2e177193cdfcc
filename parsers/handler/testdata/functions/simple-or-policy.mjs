export const handler = async (event) => {
  if (event.version === '2.0') {
    return { isAuthorized: true };
  }
  return {
    principalId: 'me',
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn || event.routeArn }] },
  };
};

// = reads version [event.version] perhaps
// = reads methodArn [event.methodArn] perhaps
// = reads routeArn [event.routeArn] no
// = maybe return [return { isAuthorized: true }] simple, authorized true
// = maybe return [return { …] policy, Allow ${methodArn}, for me
// = maybe return [return { …] policy, Allow ${routeArn}, for me
