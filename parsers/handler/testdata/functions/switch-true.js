exports.handler = async (event) => {
  switch (true) {
    case event.headers.a === '1': return { isAuthorized: true };
    case event.headers.b === '2':
    case event.headers.c === '3': break;
    default: return { isAuthorized: false };
  }
  do { if (event.headers.q) return { isAuthorized: true }; } while (false);
  return null;
};

// = reads headers.a [event.headers.a] decides
// = reads headers.b [event.headers.b] perhaps
// = reads headers.c [event.headers.c] decides
// = reads headers.q [event.headers.q] decides
// = maybe return [return { isAuthorized: true }] simple, authorized true
// = maybe return [return { isAuthorized: false }] simple, authorized false
// = maybe return [return { isAuthorized: true }] simple, authorized true
// = maybe return [return null] nothing
