import { isValid } from '@acme/tokens';

const handler = async (event: { headers: Record<string, string> }) => {
  const isAuthorized = await isValid(event.headers.authorization);
  return { isAuthorized };
};

export default handler;
export { handler };

// = reads headers.authorization [event.headers.authorization] perhaps
// = always return [return { isAuthorized }] simple, authorized unknown (what @acme/tokens.isValid returns)
