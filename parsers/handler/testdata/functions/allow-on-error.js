const allow = (arn) => ({ principalId: 'x', policyDocument: { Version: '2012-10-17', Statement: [{ Action: '*', Effect: 'Allow', Resource: arn }] } });

exports.handler = async (event) => {
  try {
    await check(event.headers.Authorization);
  } catch (e) {
    console.log('the service is down: let them in');
  }
  return allow(event.methodArn);
};

async function check(token) {
  const response = await fetch(process.env.SERVICE, { headers: { token } });
  if (response.status !== 200) {
    throw new Error('Unauthorized');
  }
}

// = reads headers.Authorization [event.headers.Authorization] perhaps
// = reads methodArn [event.methodArn] no
// = always return [return allow(event.methodArn)] policy, Allow ${methodArn}, for x
