package handler

import (
	"cmp"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// A builder collects the statements of a policy, as the AuthPolicy class of the published
// blueprints does, and the response classes of Powertools for AWS Lambda.
// https://github.com/awslabs/aws-apigateway-lambda-authorizer-blueprints
// https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/#api-gateway-authorizer
type builder struct {
	allow, deny []*object // statements
	open        string    // why there may be more
	simple      bool      // it makes a simple response
	denies      bool      // it denies everything where nothing is allowed
}

func isPolicyClass(name string) bool {
	return name == "AuthPolicy" || strings.HasSuffix(name, ".AuthPolicy")
}

// hasPolicyMethods reports whether a class that stands in the file is that of the blueprints.
func (c *class) hasPolicyMethods() bool {
	for _, key := range []string{"allowAllMethods", "allow_all_methods", "denyAllMethods", "deny_all_methods", "allowMethod", "allow_method"} {
		if _, _, ok := c.method(key); ok {
			return true
		}
	}
	return false
}

// policyClass is new AuthPolicy(principalId, awsAccountId, apiOptions).
func (r *run) policyClass(c call) value {
	o := newObject(r.loops)
	o.policy = &builder{open: c.open}
	principal, _ := c.named("principal", 0)
	account, _ := c.named("awsAccountId", 1)
	o.set("principalId", principal)
	o.set("awsAccountId", account)
	if options, ok := c.arg(2).(*object); ok && options.open == "" {
		r.merge(o, options, c.at)
	} else if r.file.language == model.Python || len(c.positional) > 2 {
		return o
	}
	for _, key := range []string{"restApiId", "region", "stage"} { // the JavaScript class fills them in
		if s := o.fields[key]; s.value == nil || isNothing(s.value) {
			o.set(key, slot{literal("*"), c.at})
		}
	}
	return o
}

// policyMethod calls a method of such a class.
func (r *run) policyMethod(o *object, key string, c call) (value, bool) {
	b := o.policy
	if b == nil {
		return nil, false
	}
	effect, deny := "Allow", false
	name := strings.ToLower(strings.ReplaceAll(key, "_", ""))
	if strings.HasPrefix(name, "deny") {
		effect, deny = "Deny", true
	}
	star := slot{literal("*"), c.at}
	var statement *object
	switch name {
	case "build", "asdict", "todict":
		return r.build(o, c), true
	case "allowallmethods", "denyallmethods", "allowallroutes", "denyallroutes":
		statement = r.policyStatement(o, effect, star, star, c)
	case "allowmethod", "denymethod", "allowroute", "denyroute":
		verb, _ := c.named("http_method", 0)
		resource, _ := c.named("resource", 1)
		statement = r.policyStatement(o, effect, verb, resource, c)
		if len(c.positional) > 2 || c.keywords["conditions"].value != nil {
			statement.set("Condition", slot{c.arg(2), c.at})
		}
	case "allowmethodwithconditions", "denymethodwithconditions":
		statement = r.policyStatement(o, effect, c.slot(0), c.slot(1), c)
		statement.set("Condition", slot{c.arg(2), c.at})
	default:
		r.spoil(o, "what "+key+" does to it")
		return nil, false
	}
	r.changes++
	if o.born < r.loops {
		b.open = "statements are added in a loop"
	}
	if deny {
		b.deny = append(b.deny, statement)
	} else {
		b.allow = append(b.allow, statement)
	}
	return nothing{}, true
}

func (c call) slot(i int) slot {
	if i < len(c.positional) {
		return c.positional[i]
	}
	return slot{nothing{}, c.at}
}

// policyStatement is a statement about a verb and a path, as the class writes it.
func (r *run) policyStatement(o *object, effect string, verb, resource slot, c call) *object {
	option := func(keys ...string) text {
		for _, key := range keys {
			if s, has := o.fields[key]; has && !isNothing(s.value) {
				return r.textOf(s.value, r.snippet(s.at))
			}
		}
		return text{parts: []model.Part{model.HoleOf(model.HoleOther, "the "+keys[0]+" that the class has")}}
	}
	path := r.textOf(resource.value, r.snippet(resource.at))
	if len(path.parts) > 0 && path.parts[0].Hole == nil {
		path.parts = append([]model.Part{model.Literal(strings.TrimPrefix(path.parts[0].Literal, "/"))}, path.parts[1:]...)
	} else if len(path.parts) > 0 {
		path.parts = []model.Part{model.HoleOf(model.HoleOther, r.snippet(resource.at))} // the class cuts off a slash
	}
	partition := literal("arn:aws:execute-api:")
	if o.policy.denies {
		partition = text{parts: []model.Part{model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":execute-api:")}}
	}
	arn := partition.plus(option("region")).plus(literal(":")).plus(option("awsAccountId", "aws_account_id")).plus(literal(":")).
		plus(option("restApiId", "rest_api_id", "api_id")).plus(literal("/")).plus(option("stage")).plus(literal("/")).
		plus(r.textOf(verb.value, r.snippet(verb.at))).plus(literal("/")).plus(path)
	s := newObject(r.loops)
	s.set("Action", slot{literal("execute-api:Invoke"), c.at})
	s.set("Effect", slot{literal(effect), c.at})
	s.set("Resource", slot{arn, c.at})
	return s
}

// build is the answer that the class makes.
func (r *run) build(o *object, c call) value {
	b := o.policy
	if b.simple {
		made := newObject(r.loops)
		made.set("isAuthorized", o.fields["isAuthorized"])
		if given := o.fields["context"]; !isNothing(given.value) {
			made.set("context", given)
		}
		return made
	}
	statements := &list{born: r.loops, open: b.open}
	for _, s := range append(append([]*object{}, b.allow...), b.deny...) {
		statements.items = append(statements.items, slot{s, s.fields["Effect"].at})
	}
	if len(statements.items) == 0 && b.open == "" {
		if !b.denies {
			panic(thrown{value: &failure{class: "Error", message: literal("No statements defined for the policy")}, at: c.at})
		}
		star := slot{literal("*"), c.at}
		statements.items = append(statements.items, slot{r.policyStatement(o, "Deny", star, star, c), c.at})
	}
	document := newObject(r.loops)
	document.set("Version", slot{literal("2012-10-17"), c.at})
	document.set("Statement", slot{statements, c.at})
	made := newObject(r.loops)
	principal, has := o.fields["principalId"]
	if !has {
		principal = slot{&unknown{why: "the principal of the class"}, c.at}
	}
	made.set("principalId", principal)
	made.set("policyDocument", slot{document, c.at})
	for _, key := range []string{"context", "usageIdentifierKey"} {
		if s, has := o.fields[key]; has && b.denies && !isNothing(s.value) {
			made.set(key, s)
		}
	}
	return made
}

// powertools makes the response classes of Powertools for AWS Lambda.
func (r *run) powertools(name, last string, c call) (value, bool) {
	o := newObject(r.loops)
	take := func(key, keyword string, position int) {
		if s, given := c.named(keyword, position); given {
			o.set(key, s)
		}
	}
	switch {
	case last == "APIGatewayAuthorizerResponseV2":
		o.policy = &builder{simple: true}
		o.set("isAuthorized", slot{known(false), c.at})
		o.set("context", slot{nothing{null: true}, c.at})
		take("isAuthorized", "authorize", 0)
		take("context", "context", 1)
		return o, true
	case last == "APIGatewayAuthorizerResponse":
		o.policy = &builder{denies: true, open: c.open}
		for i, key := range []string{"principalId", "region", "awsAccountId", "restApiId", "stage", "context", "usageIdentifierKey"} {
			take(key, []string{"principal_id", "region", "aws_account_id", "api_id", "stage", "context", "usage_identifier_key"}[i], i)
		}
		return o, true
	case strings.HasSuffix(name, "APIGatewayAuthorizerResponse.from_route_arn"):
		o.policy = &builder{denies: true, open: c.open}
		arn, _ := c.named("arn", 0)
		if t, ok := arn.value.(text); ok && isARN(t) {
			for key, s := range arnObject(r, arn.at).fields {
				o.set(key, s)
			}
			o.set("restApiId", o.fields["apiId"])
		}
		take("principalId", "principal_id", 1)
		take("context", "context", 2)
		take("usageIdentifierKey", "usage_identifier_key", 3)
		return o, true
	default:
		return nil, false
	}
}

// arnObject is the ARN of the request in pieces, as the data classes of Powertools have it.
func arnObject(r *run, at source.Range) *object {
	o := newObject(r.loops)
	from := origin{direct: r.bit(model.FieldMethodARN)}
	for _, kind := range []model.HoleKind{model.HolePartition, model.HoleRegion, model.HoleAccount, model.HoleAPI, model.HoleStage, model.HoleVerb, model.HolePath} {
		key := map[model.HoleKind]string{model.HoleAccount: "awsAccountId", model.HoleAPI: "apiId", model.HoleVerb: "httpMethod", model.HolePath: "resource"}[kind]
		s := slot{text{[]model.Part{model.HoleOf(kind, "")}, from}, at}
		o.set(cmp.Or(key, string(kind)), s)
		snake := map[model.HoleKind]string{model.HoleAccount: "aws_account_id", model.HoleAPI: "api_id", model.HoleVerb: "http_method"}[kind]
		if snake != "" {
			o.set(snake, s)
		}
	}
	return o
}
