package handler

import (
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// answer is a call of callback, or of a method of the context.
func (r *run) answer(by string, c call) value {
	first := c.arg(0)
	switch by {
	case model.BySucceed:
		r.record(by, c.at, first)
	case model.ByFail:
		r.fail(by, c.at, first)
	}
	if isNothing(first) {
		r.record(by, c.at, c.arg(1))
	}
	if u, ok := first.(*unknown); ok {
		if r.decide(u) {
			r.onError = true
			r.fail(by, c.at, first)
		}
		r.record(by, c.at, c.arg(1))
	}
	r.fail(by, c.at, first)
	return nil
}

// outcome begins an outcome of which nothing is known.
func outcome(by string, at source.Range) *model.Outcome {
	return &model.Outcome{
		Range: at, By: by,
		Kind: model.Unknown[string](at, ""), Policy: model.Unset[model.Policy](at), Version: model.Unset[string](at), Error: model.Unset[string](at),
		Refusing: model.Unset[bool](at), PrincipalID: model.Unset[string](at), UsageIdentifierKey: model.Unset[string](at), IsAuthorized: model.Unset[bool](at),
		Context: model.Complete[*model.Item](), Keys: model.Complete[string](),
	}
}

// end notes how this way through the function ends.
func (r *run) end(o *model.Outcome) {
	r.outcome = o
	panic(answered{})
}

// fail ends the way with an error.
func (r *run) fail(by string, at source.Range, v value) {
	o := outcome(by, at)
	o.Kind = model.Written(model.OutcomeError, at)
	o.Error = r.errorText(v, at)
	switch message, known := o.Error.Get(); {
	case known:
		o.Refusing = model.Written(message == "Unauthorized", at)
	case len(o.Error.Parts) > 0 && !couldBe(o.Error.Parts, "Unauthorized"):
		o.Refusing = model.Written(false, at)
	default:
		o.Refusing = model.Unknown[bool](at, o.Error.Why)
	}
	r.end(o)
}

// couldBe reports whether a text that is known in parts may be that one.
func couldBe(parts []model.Part, whole string) bool {
	first, last := parts[0], parts[len(parts)-1]
	length := 0
	for _, part := range parts {
		length += len(part.Literal)
	}
	return length <= len(whole) &&
		(first.Hole != nil || whole[:len(first.Literal)] == first.Literal) &&
		(last.Hole != nil || whole[len(whole)-len(last.Literal):] == last.Literal)
}

// errorText is the errorMessage of the failed invocation.
func (r *run) errorText(v value, at source.Range) model.Text {
	if f, ok := v.(*failure); ok {
		v = f.message
	}
	switch v := v.(type) {
	case text, event:
		return r.modelText(slot{v, at})
	case *unknown:
		return model.Unknown[string](at, v.why)
	default:
		return model.Unknown[string](at, "the text of this error")
	}
}

// modelText is a text as the model has it.
func (r *run) modelText(s slot) model.Text {
	switch v := s.value.(type) {
	case nothing:
		return model.Unset[string](s.at)
	case text:
		return r.textWith(v, s.at)
	case event:
		return r.textWith(r.textOf(v, v.path), s.at)
	case *unknown:
		return model.Unknown[string](s.at, v.why)
	case nil:
		return model.Unknown[string](s.at, "nobody knows")
	default:
		return model.Unknown[string](s.at, "it is no text")
	}
}

func (r *run) textWith(t text, at source.Range) model.Text {
	parts := whole(t.parts)
	return model.TextOf(at, "it holds "+model.Show(holes(parts)), parts...)
}

func holes(parts []model.Part) []model.Part {
	return slices.DeleteFunc(slices.Clone(parts), func(p model.Part) bool { return p.Hole == nil })
}

// record ends the way with what the function returns or hands to a callback.
func (r *run) record(by string, at source.Range, v value) {
	o := outcome(by, at)
	switch v := v.(type) {
	case rejection:
		if v.at.IsZero() {
			r.fail(model.ByReject, at, v.value)
		}
		r.fail(model.ByThrow, v.at, v.value)
	case nothing:
		o.Kind = model.Written(model.OutcomeNothing, at)
	case *unknown:
		o.Lose(at, v.why)
	case *object:
		r.describe(o, v, at)
	case text, number, truth, *list, event:
		o.Kind = model.Written(model.OutcomeOther, at)
	default:
		o.Lose(at, "what "+r.snippet(at)+" is")
	}
	r.end(o)
}

// describe says what an answer that is an object holds.
func (r *run) describe(o *model.Outcome, answer *object, at source.Range) {
	if answer.open != "" {
		o.Lose(at, answer.open)
	}
	field := func(key string) (slot, bool) {
		s, has := answer.fields[key]
		return s, has && !isNothing(s.value) || has && s.value == nothing{null: true}
	}
	for _, key := range answer.keys {
		if _, has := field(key); has {
			o.Keys.Items = append(o.Keys.Items, key)
		}
	}
	document, hasDocument := field("policyDocument")
	principal, hasPrincipal := field("principalId")
	authorized, hasAuthorized := field("isAuthorized")
	switch {
	case hasDocument || hasPrincipal && !hasAuthorized:
		o.Kind = model.Written(model.OutcomePolicy, at)
	case hasAuthorized:
		o.Kind = model.Written(model.OutcomeSimple, at)
	case answer.open == "":
		o.Kind = model.Written(model.OutcomeOther, at)
	}
	if hasPrincipal {
		o.PrincipalID = r.modelText(principal)
	}
	if key, has := field("usageIdentifierKey"); has {
		o.UsageIdentifierKey = r.modelText(key)
	}
	if context, has := field("context"); has {
		o.Context = r.context(context)
	}
	if hasAuthorized {
		o.IsAuthorized = r.authorized(authorized)
	}
	if hasDocument {
		o.Policy, o.Version = r.policy(document)
	}
}

// authorized is isAuthorized; where a test decides about it, ways part.
func (r *run) authorized(s slot) model.Value[bool] {
	switch v := s.value.(type) {
	case truth:
		return model.Written(r.decide(v), s.at)
	case *unknown:
		return model.Unknown[bool](s.at, v.why)
	default:
		return model.Unknown[bool](s.at, "it is no boolean")
	}
}

// context is what the answer hands to the integration.
func (r *run) context(s slot) model.List[*model.Item] {
	items := model.Complete[*model.Item]()
	o, ok := s.value.(*object)
	if !ok {
		if u, unsettled := s.value.(*unknown); unsettled {
			items.Open(u.why)
		} else {
			items.Open("it is no object")
		}
		return items
	}
	for _, key := range o.keys {
		if f := o.fields[key]; f.value != (nothing{}) {
			items.Items = append(items.Items, &model.Item{Key: key, Range: f.at, Type: r.typeOf(f)})
		}
	}
	if o.open != "" {
		items.Open(o.open)
	}
	return items
}

// typeOf is the JSON type of a value.
func (r *run) typeOf(s slot) model.Value[string] {
	switch v := s.value.(type) {
	case text:
		for _, part := range v.parts {
			if part.Hole == nil || part.Hole.Kind != model.HoleVariable || len(v.parts) > 1 {
				return model.Written("string", s.at)
			}
		}
		if len(v.parts) == 0 {
			return model.Written("string", s.at)
		}
		return model.Unknown[string](s.at, "an environment variable may not be there")
	case number:
		return model.Written("number", s.at)
	case truth:
		return model.Written("boolean", s.at)
	case nothing:
		return model.Written("null", s.at)
	case *object:
		return model.Written("object", s.at)
	case *list:
		return model.Written("array", s.at)
	case event:
		if isContainer(v.path) && v.path != "identitySource" && v.path != "cookies" {
			return model.Written("object", s.at)
		}
		return model.Unknown[string](s.at, "a field of the event")
	case *unknown:
		return model.Unknown[string](s.at, v.why)
	default:
		return model.Unknown[string](s.at, "what it is")
	}
}

// policy is a policy document, and its version.
func (r *run) policy(s slot) (model.Value[model.Policy], model.Text) {
	o, ok := s.value.(*object)
	if !ok {
		why := "it is no object"
		if u, unsettled := s.value.(*unknown); unsettled {
			why = u.why
		}
		return model.Unknown[model.Policy](s.at, why), model.Unknown[string](s.at, why)
	}
	version := model.Unset[string](s.at)
	if o.open != "" {
		version = model.Unknown[string](s.at, o.open)
	}
	if v, has := o.fields["Version"]; has {
		version = r.modelText(v)
	}
	statements := model.Complete[*model.Statement]()
	all, has := o.fields["Statement"]
	switch v := all.value.(type) {
	case *object:
		statements.Items = append(statements.Items, r.modelStatement(v, all.at))
	case *list:
		for _, item := range v.items {
			statements.Items = append(statements.Items, r.statementOf(item))
		}
		if v.open != "" {
			statements.Open(v.open)
		}
	case *unknown:
		statements.Open(v.why)
	default:
		if has || o.open != "" {
			statements.Open("what its statements are")
		}
	}
	return model.Written(model.Policy{Statements: statements}, s.at), version
}

func (r *run) statementOf(s slot) *model.Statement {
	if o, ok := s.value.(*object); ok {
		return r.modelStatement(o, s.at)
	}
	lost := newObject(0)
	lost.open = "what the statement is"
	return r.modelStatement(lost, s.at)
}

func (r *run) modelStatement(o *object, at source.Range) *model.Statement {
	st := &model.Statement{
		Range: at, Exists: model.Certain(at),
		Effect:  r.effect(o, at),
		Actions: r.texts(o, "Action", at), NotActions: r.texts(o, "NotAction", at),
		Resources: r.texts(o, "Resource", at), NotResources: r.texts(o, "NotResource", at),
		Principals: model.Unset[[]model.Principal](at), NotPrincipal: model.Written(false, at),
		Conditional: model.Written(false, at), Conditions: model.Complete[*model.Condition](),
	}
	if condition, has := o.fields["Condition"]; has && !isNothing(condition.value) {
		st.Conditional = model.Written(true, condition.at)
		st.Conditions.Open("conditions of a policy that a function makes are not read")
		if c, ok := condition.value.(*object); !ok || c.open != "" || len(c.keys) == 0 {
			st.Conditional = model.Unknown[bool](condition.at, "which conditions it has")
		}
	} else if o.open != "" {
		st.Conditional = model.Unknown[bool](at, o.open)
		st.Conditions.Open(o.open)
	}
	return st
}

func (r *run) effect(o *object, at source.Range) model.Value[string] {
	s, has := o.fields["Effect"]
	switch {
	case has:
		return r.modelText(s)
	case o.open != "":
		return model.Unknown[string](at, o.open)
	default:
		return model.Unset[string](at)
	}
}

// texts is a field that holds a text or a list of texts.
func (r *run) texts(o *object, key string, at source.Range) model.Value[[]model.Text] {
	s, has := o.fields[key]
	if !has {
		if o.open != "" {
			return model.Unknown[[]model.Text](at, o.open)
		}
		return model.Unset[[]model.Text](at)
	}
	switch v := s.value.(type) {
	case nothing:
		return model.Unset[[]model.Text](s.at)
	case text, event:
		return model.Written([]model.Text{r.modelText(s)}, s.at)
	case *list:
		texts := []model.Text{}
		for _, item := range v.items {
			texts = append(texts, r.modelText(item))
		}
		if v.open != "" {
			return model.Unknown[[]model.Text](s.at, v.open)
		}
		return model.Written(texts, s.at)
	case *unknown:
		return model.Unknown[[]model.Text](s.at, v.why)
	default:
		return model.Unknown[[]model.Text](s.at, "it is no text")
	}
}
