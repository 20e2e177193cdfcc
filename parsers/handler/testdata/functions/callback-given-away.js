const passport = require('passport');

exports.handler = (event, context, callback) => {
  passport.authenticate('jwt', callback);
};

// = always callback [callback] unknown (passport.authenticate gets the callback)
