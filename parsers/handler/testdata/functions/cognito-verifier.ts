import { CognitoJwtVerifier } from 'aws-jwt-verify';

const verifier = CognitoJwtVerifier.create({ userPoolId: process.env.POOL!, tokenUse: 'access', clientId: process.env.CLIENT! });

export const handler = async (event: any) => {
  const token = event.headers.authorization?.split(' ')[1] ?? '';
  try {
    const payload = await verifier.verify(token);
    return { isAuthorized: true, context: { sub: payload.sub, groups: payload['cognito:groups'] ?? [] } };
  } catch {
    return { isAuthorized: false };
  }
};

// = reads headers.authorization [event.headers.authorization] perhaps
// = maybe return [return { isAuthorized: true, context: { sub: payload.sub, groups: payload['cognito:groups'] ?? [] } }] simple, authorized true, sub: unknown, groups: unknown
// = maybe return [return { isAuthorized: true, context: { sub: payload.sub, groups: payload['cognito:groups'] ?? [] } }] simple, authorized true, sub: unknown, groups: array
// = error return [return { isAuthorized: false }] simple, authorized false
