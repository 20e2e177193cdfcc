const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  try {
    jwt.verify(event.headers.authorization, process.env.KEY);
    jwt.verify(event.headers['x-device'], process.env.DEVICE_KEY);
    return { isAuthorized: true };
  } catch (e) {
    return { isAuthorized: false };
  }
};

// = reads headers.authorization [event.headers.authorization] perhaps
// = reads headers.x-device [event.headers['x-device']] perhaps
// = maybe return [return { isAuthorized: true }] simple, authorized true
// = error return [return { isAuthorized: false }] simple, authorized false
