openapi: 3.0.1
info: {title: ${title}}
%{ if length(jsondecode(guarded)) > 0 ~}
components:
  securitySchemes:
    callers:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: ${uri}
        authorizerResultTtlInSeconds: ${ttl}
%{ endif ~}
paths:
%{ for path in jsondecode(guarded) ~}
  ${path}:
    get:
      security: [{callers: []}]
      x-amazon-apigateway-integration: {type: mock}
%{ endfor ~}
