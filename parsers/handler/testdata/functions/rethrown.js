exports.handler = async (event) => {
  try {
    const claims = await verify(event.headers.authorization);
    if (!claims.admin) throw new Error('Forbidden');
    return { isAuthorized: true };
  } catch (e) {
    if (e.message === 'Forbidden') return { isAuthorized: false };
    throw e;
  } finally {
    console.log('done');
  }
};

// = reads headers.authorization [event.headers.authorization] perhaps
// = maybe return [return { isAuthorized: true }] simple, authorized true
// = error return [return { isAuthorized: false }] simple, authorized false
// = error throw [throw e] error, unknown, unknown
