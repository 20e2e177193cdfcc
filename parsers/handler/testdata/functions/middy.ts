import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';

const lambdaHandler = async (event: any) => {
  if (event.headers.Authorization !== 'x') throw new Error('Unauthorized');
  return { isAuthorized: true };
};

export const handler = middy(lambdaHandler).use(httpErrorHandler());

// = in @middy/core
// = reads headers.Authorization [event.headers.Authorization] decides
// = maybe throw [throw new Error('Unauthorized')] error, Unauthorized, 401
// = maybe return [return { isAuthorized: true }] simple, authorized true
