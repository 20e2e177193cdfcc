const handlers = { a: () => ({ isAuthorized: true }), b: () => ({ isAuthorized: false }) };
exports.handler = async (event) => {
  const f = handlers[event.headers.kind];
  return f ? f() : { isAuthorized: false };
};

// = reads headers.kind [event.headers.kind] perhaps
// = maybe return [return f ? f() : { isAuthorized: false }] unknown (what f returns)
// = maybe return [return f ? f() : { isAuthorized: false }] simple, authorized false
