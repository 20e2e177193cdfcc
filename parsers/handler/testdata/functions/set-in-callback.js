const service = require('@acme/service');

exports.handler = async (event) => {
  let count = 0;
  service.each(event.headers.list, (item) => {
    count = count + 1;
  });
  return { isAuthorized: count === 2 };
};

// = reads headers.list [event.headers.list] perhaps
// = maybe return [return { isAuthorized: count === 2 }] simple, authorized true
// = maybe return [return { isAuthorized: count === 2 }] simple, authorized false
