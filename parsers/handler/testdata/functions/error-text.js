class AuthError extends Error {
  constructor(message) {
    super(message);
    this.name = 'AuthError';
  }
}

exports.handler = async (event) => {
  switch (event.headers.kind) {
    case 'a':
      throw new AuthError('Unauthorized');
    case 'b':
      throw new Error(`Unauthorized: ${event.headers.kind}`);
    case 'c':
      throw new Error(process.env.MESSAGE);
    case 'd':
      throw 'Unauthorized';
    default:
      return Promise.reject(new Error('unauthorized'));
  }
};

// = reads headers.kind [event.headers.kind] perhaps
// = reads headers.kind [event.headers.kind] perhaps
// = maybe throw [throw new AuthError('Unauthorized')] error, Unauthorized, 401
// = maybe throw [throw new Error(`Unauthorized: ${event.headers.kind}`)] error, Unauthorized: ${headers.kind}, 500
// = maybe throw [throw new Error(process.env.MESSAGE)] error, ${MESSAGE}, unknown
// = maybe throw [throw 'Unauthorized'] error, Unauthorized, 401
// = maybe reject [return Promise.reject(new Error('unauthorized'))] error, unauthorized, 500
