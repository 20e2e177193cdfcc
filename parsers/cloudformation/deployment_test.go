package cloudformation

import (
	"slices"
	"strings"
	"testing"
)

// waitsFor are the logical ids of what the only deployment is created after, sorted.
func (s scene) waitsFor() string {
	s.t.Helper()
	ids := []string{}
	for _, api := range s.APIs {
		for _, deployment := range api.Deployments.Items {
			for _, address := range deployment.DependsOn.Items {
				ids = append(ids, strings.ReplaceAll(address, "Resources.", ""))
			}
		}
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// CloudFormation creates what a resource names or refers to before it, through whatever
// lies between.
func TestWhatADeploymentWaitsFor(t *testing.T) {
	const around = `
Parameters: {Given: {Type: String}}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Get: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api}}
  Put: {Type: AWS::ApiGateway::Method, DependsOn: Get, Properties: {RestApiId: !Ref Api}}
  Between: {Type: AWS::SSM::Parameter, DependsOn: [Put], Properties: {Value: x}}
  Loop: {Type: AWS::SSM::Parameter, DependsOn: [Deployment], Properties: {Value: !Ref Deployment}}
  Deployment: {Type: AWS::ApiGateway::Deployment, `
	tests := []struct{ deployment, want string }{
		{`Properties: {RestApiId: !Ref Api}`, "Api"},
		{`DependsOn: Get, Properties: {RestApiId: !Ref Api}`, "Api Get"},
		{`DependsOn: [Get, Missing], Properties: {RestApiId: !Ref Api}`, "Api Get"},
		{`DependsOn: Between, Properties: {RestApiId: !Ref Api}`, "Api Between Get Put"},
		{`Properties: {RestApiId: !Ref Api, Description: !Sub 'after ${Put} and ${Given}'}`, "Api Get Put"},
		{`Properties: {RestApiId: !Ref Api, Description: !Sub ['${x} ${Put.Id}', {x: !Ref Given}]}`, "Api Get Put"},
		{`Properties: {RestApiId: !Ref Api, Description: !GetAtt Put.Id}`, "Api Get Put"},
		{`Properties: {RestApiId: !Ref Api, Description: {"Fn::GetAtt": [Put, Id]}}`, "Api Get Put"},
		{`Properties: {RestApiId: !Ref Api, Description: !Join ["", [{Ref: Get}]]}`, "Api Get"},
		{`DependsOn: Loop, Properties: {RestApiId: !Ref Api}`, "Api Loop"},
	}
	for _, test := range tests {
		t.Run(test.deployment, func(t *testing.T) {
			s := read(t, around+test.deployment+"}\n")
			if got := s.waitsFor(); got != test.want {
				t.Errorf("waits for %q, want %q", got, test.want)
			}
			if !s.only().Deployments.Items[0].DependsOn.Complete {
				t.Error("it is not known what it waits for")
			}
		})
	}
}

// A nested stack is there when all in it is, and waits as a whole.
func TestDeploymentsAndNestedStacks(t *testing.T) {
	const inner = `
Parameters: {Api: {Type: String}}
Resources:
  Get: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api}}
Outputs: {Id: {Value: !Ref Get}}
`
	const outer = `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Put: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api}}
  Inner: {Type: AWS::CloudFormation::Stack, DependsOn: Put, Properties: {TemplateURL: inner.yaml, Parameters: {Api: !Ref Api}}}
`
	const deployment = "  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api%s}}\n"
	of := func(more string) string { return strings.Replace(deployment, "%s", more, 1) }
	tests := map[string]struct{ outer, inner, want string }{
		"after the stack":      {outer + of(", Description: !GetAtt Inner.Outputs.Id") + "", inner, "Api Inner Inner.Get Put"},
		"in the stack":         {outer, strings.Replace(inner, "Outputs", of("")+"Outputs", 1), "Api Inner Put"},
		"in the stack, waited": {outer, strings.Replace(inner, "Outputs", of(", Description: !Ref Get")+"Outputs", 1), "Api Inner Inner.Get Put"},
		"beside the stack":     {outer + of(""), inner, "Api"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := read(t, test.outer, "infra/inner.yaml", test.inner).waitsFor(); got != test.want {
				t.Errorf("waits for %q, want %q", got, test.want)
			}
		})
	}
}

// What a transform makes of a template is not known.
func TestDeploymentsOfMacros(t *testing.T) {
	const template = `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
`
	if id := read(t, template).only().Deployments.Items[0].LogicalID; show(id) != "Deployment" {
		t.Errorf("logical id %+v", id)
	}
	deployment := read(t, "Transform: Stamp"+template).only().Deployments.Items[0]
	if _, known := deployment.LogicalID.Get(); known || deployment.DependsOn.Complete {
		t.Errorf("of a macro: logical id %+v, depends on %+v", deployment.LogicalID, deployment.DependsOn)
	}
	unclear := read(t, strings.Replace(template, "Properties: {RestApiId: !Ref Api}}\n", "DependsOn: [!Ref Api], Properties: {RestApiId: !Ref Api}}\n", 1))
	if unclear.only().Deployments.Items[0].DependsOn.Complete {
		t.Error("a function in DependsOn is said to be known")
	}
}

// Stages point to deployments, and deployments make stages or name them.
func TestStagesAndDeployments(t *testing.T) {
	s := read(t, `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Made: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api, StageName: live}}
  First: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Made, StageName: first}}
  Second: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !GetAtt Made.DeploymentId, StageName: second}}
  Third: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: abc123, StageName: third}}
  Fourth: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, StageName: fourth}}
  Fifth: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !GetAtt Made.Other, StageName: fifth}}
`)
	want := map[string]string{"live": "Resources.Made", "first": "Resources.Made", "second": "Resources.Made", "third": "abc123", "fourth": "unset", "fifth": "unknown"}
	for _, stage := range s.only().Stages.Items {
		name, _ := stage.Name.Get()
		got, known := stage.Deployment.Get()
		if !known {
			text, _ := stage.Deployment.State.MarshalText()
			got = string(text)
		}
		if got != want[name] {
			t.Errorf("stage %s points to %q, want %q", name, got, want[name])
		}
	}
	if len(s.only().Stages.Items) != len(want) {
		t.Errorf("%d stages", len(s.only().Stages.Items))
	}
	if name := s.only().Deployments.Items[0].StageName; show(name) != "live" {
		t.Errorf("it names the stage %+v", name)
	}
}
