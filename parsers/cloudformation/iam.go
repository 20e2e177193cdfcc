package cloudformation

import (
	"fmt"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// policy reads the document of an IAM policy of its own.
func (t *template) policy(r *resource) {
	if t.mentionsCalls(r) {
		t.callers(t.property(r, "PolicyDocument"), r.address()+".PolicyDocument", r)
	}
}

// inlinePolicies reads the policies inside a role, a user or a group, or a SAM
// function, where the entries are documents or names of policies.
func (t *template) inlinePolicies(r *resource) {
	if !t.mentionsCalls(r) {
		return
	}
	for i, policy := range t.property(r, "Policies").Elements() {
		document := policy.Get("PolicyDocument")
		if policy.Has("Statement") {
			document = policy
		}
		t.callers(document, fmt.Sprintf("%s.Policies[%d]", r.address(), i), r)
	}
}

// mentionsCalls looks for what every policy about calling an API holds; the others
// are not read.
func (t *template) mentionsCalls(r *resource) bool {
	return r.properties != nil && strings.Contains(t.sources[t.name].Text(r.properties.Range), "execute-api")
}

// callers keeps the statements of a policy that are about calling an API in view.
func (t *template) callers(document *tree.Node, address string, r *resource) {
	if !document.IsKnown() || document.Kind != tree.Mapping {
		return
	}
	policy, _ := t.reader.Policy(document, address, r.key).Get()
	for _, statement := range policy.Statements.Items {
		if callsAPI(statement) {
			statement.Exists = r.exists
			t.declared.CallerPolicies = append(t.declared.CallerPolicies, statement)
		}
	}
}

// callsAPI reports whether a statement names an API as something to call: the ARNs of
// API Gateway's own management interface name APIs too.
func callsAPI(statement *model.Statement) bool {
	for _, list := range []model.Value[[]model.Text]{statement.Resources, statement.NotResources} {
		resources, _ := list.Get()
		for _, resource := range resources {
			_, named := model.FindHole(resource, model.HoleAPI)
			if named && strings.Contains(model.Show(resource.Parts), ":execute-api:") {
				return true
			}
		}
	}
	return false
}
