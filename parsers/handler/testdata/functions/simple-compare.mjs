export const handler = async (event) => {
  let response = { isAuthorized: false, context: { stringKey: 'value', numberKey: 1, booleanKey: true, arrayKey: ['a'], mapKey: { a: 'b' } } };
  if (event.headers.authorization === 'secretToken') {
    response = { ...response, isAuthorized: true };
  }
  return response;
};

// = reads headers.authorization [event.headers.authorization] decides
// = maybe return [return response] simple, authorized true, stringKey: string, numberKey: number, booleanKey: boolean, arrayKey: array, mapKey: object
// = maybe return [return response] simple, authorized false, stringKey: string, numberKey: number, booleanKey: boolean, arrayKey: array, mapKey: object
