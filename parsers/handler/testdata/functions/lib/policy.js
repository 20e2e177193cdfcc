const policy = (principalId, Effect, Resource) => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
});

exports.generateAllow = (who, arn) => policy(who, 'Allow', arn);
exports.generateDeny = (who, arn) => policy(who, 'Deny', arn);

module.exports.buildPolicy = ({ effect, arn }) => policy('built', effect, arn);
