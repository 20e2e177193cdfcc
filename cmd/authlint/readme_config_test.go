package main

import (
	"os"
	"reflect"
	"regexp"
	"testing"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// TestReadmeSettingsAreAllThereAre: the example in the README is read without a mistake,
// and says something for every key.
func TestReadmeSettingsAreAllThereAre(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```yaml\n(extends: .*?)```").FindSubmatch(readme)
	if example == nil {
		t.Fatal("there is no example")
	}
	inProject(t, map[string]string{"authlint.yaml": string(example[1]), "shared/authlint.yaml": ""})
	root, err := source.OpenRoot(".")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	settings, err := config.Read(root, "authlint.yaml", func([]string) ([]string, error) { return ruleIDs(), nil })
	if err != nil {
		t.Fatal(err)
	}
	value := reflect.ValueOf(*settings)
	for _, field := range model.Fields(value.Type()) {
		if value.Field(field.Index).IsZero() {
			t.Errorf("%s is not in the example", field.Name)
		}
	}
}
