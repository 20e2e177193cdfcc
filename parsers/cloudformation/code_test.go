package cloudformation

import "testing"

// TestCodeOfAuthorizerFunctions follows a function to its source, in plain templates, in
// SAM's and in CDK's.
func TestCodeOfAuthorizerFunctions(t *testing.T) {
	const plain = `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
  Auth:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      Name: a
      Type: TOKEN
      RestApiId: !Ref Api
      AuthorizerUri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations
`
	const sam = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    CodeUri: src/
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        DefaultAuthorizer: A
        Authorizers: {A: {FunctionArn: !GetAtt F.Arn}}
`
	for name, test := range map[string]struct{ template, path, inline, entry, why string }{
		"in the template": {template: plain + `
  F:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Code:
        ZipFile: exports.handler = 1
`, inline: "exports.handler = 1"},
		"a folder that is packaged later": {template: plain + `
  F:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Code: ../lambda
`, path: "lambda"},
		"a bucket": {template: plain + `
  F:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Code: {S3Bucket: b, S3Key: k}
`, why: "it is in a bucket, or a container image"},
		"an asset of CDK": {template: plain + `
  F:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Code: {S3Bucket: b, S3Key: k}
    Metadata:
      aws:asset:path: asset.1f
      aws:asset:property: Code
`, path: "infra/asset.1f"},
		"a packed asset of CDK": {template: plain + `
  F:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Code: {S3Bucket: b, S3Key: k}
    Metadata:
      aws:asset:path: asset.1f.zip
      aws:asset:property: Code
`, why: "it is packed in asset.1f.zip"},
		"a folder from Globals": {template: sam + `
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
`, path: "infra/src"},
		"a folder, and what esbuild begins with": {template: sam + `
  F:
    Type: AWS::Serverless::Function
    Metadata:
      BuildMethod: esbuild
      BuildProperties: {EntryPoints: [app.ts]}
    Properties:
      CodeUri: ../auth
      Handler: app.handler
`, path: "auth", entry: "app.ts"},
		"text in a SAM template": {template: sam + `
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      InlineCode: exports.handler = 1
`, inline: "exports.handler = 1"},
		"an address": {template: sam + `
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      CodeUri: s3://b/k
`, why: "it is at s3://b/k"},
	} {
		t.Run(name, func(t *testing.T) {
			code := read(t, test.template).only().Authorizers.Items[0].Code
			if code == nil {
				t.Fatal("the function was not found")
			}
			path, _ := code.Path.Get()
			inline, _ := code.Inline.Get()
			if path != test.path || inline != test.inline || code.Path.Why != test.why {
				t.Errorf("path %q, inline %q, why %q; want %q, %q, %q", path, inline, code.Path.Why, test.path, test.inline, test.why)
			}
			entry := ""
			if points, _ := code.EntryPoints.Get(); len(points) == 1 {
				entry, _ = points[0].Get()
			}
			if entry != test.entry {
				t.Errorf("entry point %q, want %q", entry, test.entry)
			}
		})
	}
}
