exports.handler = async (event) => {
  const token = event.headers.Authorization;
  let effect = 'Deny';
  await Promise.all([check(token).then(() => { effect = 'Allow'; })]);
  return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'a', Effect: effect, Resource: event.methodArn }] } };
};

// = reads headers.Authorization [event.headers.Authorization] perhaps
// = reads methodArn [event.methodArn] no
// = always return [return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'a', Effect: effect, Resource: event.methodArn }] } }] policy, Allow ${methodArn}, for p
