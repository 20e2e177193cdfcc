enum Effect {
  Allow = 'Allow',
  Deny = 'Deny',
}

interface Answer {
  principalId: string;
}

export async function handler(event: { authorizationToken: string; methodArn: string }): Promise<Answer | undefined> {
  const statement = (effect: Effect) => ({ Action: 'execute-api:Invoke', Effect: effect, Resource: event.methodArn as string });
  const answer = { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement: [statement(Effect.Deny)] } };
  if (event.authorizationToken.startsWith('Bearer ')) {
    answer.policyDocument.Statement = [statement(Effect.Allow)];
  }
  return answer satisfies Answer;
}

// = reads methodArn [event.methodArn] no
// = reads authorizationToken [event.authorizationToken] decides
// = maybe return [return answer] policy, Allow ${methodArn}, for p
// = maybe return [return answer] policy, Deny ${methodArn}, for p
