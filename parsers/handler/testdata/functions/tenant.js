// The tenant that the token names is compared with the one that the caller names.
const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  let claims;
  try {
    claims = jwt.verify(event.headers.authorization, process.env.KEY);
  } catch (e) {
    return { isAuthorized: false };
  }
  if (claims.tenant !== event.headers['x-tenant']) {
    return { isAuthorized: false };
  }
  return { isAuthorized: true };
};

// = reads headers.authorization [event.headers.authorization] perhaps
// = reads headers.x-tenant [event.headers['x-tenant']] decides
// = error return [return { isAuthorized: false }] simple, authorized false
// = maybe return [return { isAuthorized: false }] simple, authorized false
// = maybe return [return { isAuthorized: true }] simple, authorized true
