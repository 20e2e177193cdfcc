import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';

class Authorizer {
  private readonly secret = process.env.SECRET;

  constructor(private readonly name: string) {}

  public handle = async (event: APIGatewayRequestAuthorizerEventV2) => {
    if (event.headers?.authorization === this.secret) {
      return this.answer(true);
    }
    return this.answer(false);
  };

  private answer(isAuthorized: boolean) {
    return { isAuthorized, context: { name: this.name } };
  }
}

export const handler = new Authorizer('gate').handle;

// = reads headers.authorization [event.headers?.authorization] decides
// = maybe return [return this.answer(true)] simple, authorized true, name: string
// = maybe return [return this.answer(false)] simple, authorized false, name: string
