import { APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import * as jwt from 'jsonwebtoken';
import type { X } from './x';
export class Handler {
  static readonly EFFECTS = { allow: 'Allow', deny: 'Deny' } as const;
  async run(event: APIGatewayTokenAuthorizerEvent) {
    try {
      const decoded = jwt.verify(event.authorizationToken, process.env.K as string) as { sub: string };
      return this.policy(decoded.sub, Handler.EFFECTS.allow, event.methodArn);
    } catch (err: unknown) {
      if (err instanceof jwt.TokenExpiredError) throw new Error('Unauthorized');
      return this.policy('x', Handler.EFFECTS.deny, event.methodArn);
    }
  }
  private policy(principalId: string, Effect: string, Resource: string) {
    return { principalId, policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] } };
  }
}
const h = new Handler();
export const handler = h.run.bind(h);

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads methodArn [event.methodArn] no
// = reads methodArn [event.methodArn] no
// = maybe return [return this.policy(decoded.sub, Handler.EFFECTS.allow, event.methodArn)] policy, Allow ${methodArn}, for unknown
// = error throw [throw new Error('Unauthorized')] error, Unauthorized, 401
// = error return [return this.policy('x', Handler.EFFECTS.deny, event.methodArn)] policy, Deny ${methodArn}, for x
