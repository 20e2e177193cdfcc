import { buildPolicy } from './lib/policy';
import { missing } from './lib/not-there';

export const handler = async (event: any) => {
  if (missing(event.authorizationToken)) {
    return buildPolicy({ effect: 'Allow', arn: event.methodArn });
  }
  return missing.deny(event.methodArn);
};

// = reads authorizationToken [event.authorizationToken] perhaps
// = reads methodArn [event.methodArn] perhaps
// = reads methodArn [event.methodArn] perhaps
// = maybe return [return buildPolicy({ effect: 'Allow', arn: event.methodArn })] policy, Allow ${methodArn}, for built
// = maybe return [return missing.deny(event.methodArn)] unknown (what missing.deny(event.methodArn) returns)
