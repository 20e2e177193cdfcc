export async function handler(event) {
  return { isAuthorized: 'true' };
}

// = always return [return { isAuthorized: 'true' }] simple, authorized unknown (it is no boolean)
