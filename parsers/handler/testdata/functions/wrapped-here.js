const withLog = (next) => async (event, context) => {
  console.log('in');
  return next(event, context);
};

exports.handler = withLog(async (event) => {
  return { isAuthorized: event.headers.authorization === 'x' };
});

// = reads headers.authorization [event.headers.authorization] decides
// = maybe return [return next(event, context)] simple, authorized true
// = maybe return [return next(event, context)] simple, authorized false
