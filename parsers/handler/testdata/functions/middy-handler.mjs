import middy from '@middy/core';

export const handler = middy()
  .use({ before: () => {} })
  .handler(async (event) => ({ isAuthorized: event.identitySource[0] === 'x' }));

// = in @middy/core
// = reads identitySource [event.identitySource[0]] decides
// = maybe return [{ isAuthorized: event.identitySource[0] === 'x' }] simple, authorized true
// = maybe return [{ isAuthorized: event.identitySource[0] === 'x' }] simple, authorized false
