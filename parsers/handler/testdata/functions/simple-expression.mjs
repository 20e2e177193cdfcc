export const handler = async (event) => ({
  isAuthorized: event.headers['x-api-token'] === process.env.TOKEN,
});

// = reads headers.x-api-token [event.headers['x-api-token']] decides
// = maybe return [{ …] simple, authorized true
// = maybe return [{ …] simple, authorized false
