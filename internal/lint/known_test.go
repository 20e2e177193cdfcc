package lint

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// known counts the attributes of APIs, methods, authorizers, gateway responses and
// policies: how many are settled, how many are known in part, and why the rest is not.
type known struct {
	settled, partly, unknown int
	reasons                  map[string]int
}

// TestKnown prints how much of the corpus's configuration is known, language by language
// and project by project, and the most frequent reasons for what is not.
func TestKnown(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("there is no corpus here:", err)
	}
	for language, least := range map[string]float64{"terraform": 0.9, "cloudformation": 0.9} {
		t.Run(language, func(t *testing.T) { knownIn(t, language, least) })
	}
}

// knownIn counts in one language; least is the share that must be known or partly known.
func knownIn(t *testing.T, language string, least float64) {
	all := known{reasons: map[string]int{}}
	for _, project := range projects(t) {
		if !strings.HasPrefix(project, language+"/") {
			continue
		}
		dir := filepath.Join(corpus, project)
		document, _, err := Models(context.Background(), Options{Root: dir, Paths: []string{dir}})
		if err != nil {
			t.Fatal(err)
		}
		one := known{reasons: all.reasons}
		for _, api := range document.APIs {
			one.count(reflect.ValueOf(api))
		}
		t.Logf("%-70s %s", project, one)
		all.settled, all.partly, all.unknown = all.settled+one.settled, all.partly+one.partly, all.unknown+one.unknown
	}
	t.Logf("%-70s %s", "all", all)
	reasons := slices.SortedFunc(maps.Keys(all.reasons), func(a, b string) int {
		return cmp.Or(all.reasons[b]-all.reasons[a], strings.Compare(a, b))
	})
	for _, reason := range reasons[:min(len(reasons), 25)] {
		t.Logf("%6d %s", all.reasons[reason], reason)
	}
	if share := float64(all.settled+all.partly) / float64(all.settled+all.partly+all.unknown); share < least {
		t.Errorf("only %.1f %% are known or partly known", 100*share)
	}
}

func (k known) String() string {
	all := k.settled + k.partly + k.unknown
	if all == 0 {
		return "nothing declared"
	}
	return fmt.Sprintf("%5d attributes: %5.1f %% settled, %4.1f %% partly, %4.1f %% unknown", all,
		100*float64(k.settled)/float64(all), 100*float64(k.partly)/float64(all), 100*float64(k.unknown)/float64(all))
}

// names are those in a reason, which is counted without them: references of Terraform,
// and what templates call their parameters, conditions and resources.
var names = regexp.MustCompile(`(module\.[\w.\["\]-]+\.)?(var|local|data|each|count|aws_\w+|module|path|terraform|Resources)\.[\w.\["\]-]+` +
	`|(?:\b)(parameter|condition|events of|output|stack|resource) \w+`)

func (k *known) count(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			k.count(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			k.count(v.Index(i))
		}
	case reflect.Struct:
		if state := v.FieldByName("State"); state.IsValid() && state.Type() == reflect.TypeFor[model.State]() {
			k.countValue(v)
			return
		}
		for i := range v.NumField() {
			k.count(v.Field(i))
		}
	}
}

func (k *known) countValue(v reflect.Value) {
	switch {
	case v.FieldByName("State").String() != string(model.StateUnknown):
		k.settled++
		if value := v.FieldByName("Value"); !value.IsNil() {
			k.count(value.Elem())
		}
	case v.FieldByName("Parts").Len() > 0 || v.FieldByName("OneOf").Len() > 0 || !v.FieldByName("Min").IsNil():
		k.partly++
	default:
		k.unknown++
		k.reasons[names.ReplaceAllString(v.FieldByName("Why").String(), "${2}${3} …")]++
	}
}
