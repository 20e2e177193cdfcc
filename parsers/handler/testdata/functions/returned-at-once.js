exports.handler = (event) => {
  return { isAuthorized: true };
};

// = always return [return { isAuthorized: true }] unknown (a function that is not async returns it: whether it counts depends on the runtime)
