exports.handler = async (event) => {
  if (event.headers['x-debug']) {
    console.log('debug is on');
  }
  const token = event.headers.Authorization || event.headers.authorization;
  if (!token) {
    return { isAuthorized: false };
  }
  return { isAuthorized: token === 'Bearer 1' };
};

// = reads headers.x-debug [event.headers['x-debug']] no
// = reads headers.Authorization [event.headers.Authorization] decides
// = reads headers.authorization [event.headers.authorization] decides
// = maybe return [return { isAuthorized: false }] simple, authorized false
// = maybe return [return { isAuthorized: token === 'Bearer 1' }] simple, authorized true
// = maybe return [return { isAuthorized: token === 'Bearer 1' }] simple, authorized false
