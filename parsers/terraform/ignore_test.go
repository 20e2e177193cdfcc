package terraform

import "testing"

func TestIgnoresCover(t *testing.T) {
	tests := []struct{ name, config, covers string }{
		{"the same line", "locals {\n  a = 1 # authlint:ignore[x]\n}\n", "  a = 1 # authlint:ignore[x]"},
		{"the line below", "locals {\n  // authlint:ignore[x]\n  a = 1\n}\n", "  a = 1"},
		{"the block below", "# authlint:ignore[x] reason=\"known\"\nlocals {\n  a = 1\n}\n", "locals {\n  a = 1\n}"},
		{"past other comments", "/* authlint:ignore[x] */\n# why\nlocals {\n  a = 1\n}\n", "locals {\n  a = 1\n}"},
		{"a nested block", "resource \"a\" \"b\" {\n  # authlint:ignore[x]\n  c {\n    d = 1\n  }\n}\n", "c {\n    d = 1\n  }"},
		{"the whole file", "# authlint:ignore-file[x]\nlocals {}\n", "# authlint:ignore-file[x]\nlocals {}\n"},
		{"nothing", "locals {}\n# authlint:ignore[x]", "# authlint:ignore[x]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := read(t, test.config)
			if len(reading.Ignores) != 1 {
				t.Fatalf("%d ignores", len(reading.Ignores))
			}
			diff(t, "rules", reading.Ignores[0].Rules, []string{"x"})
			diff(t, "covers", textOf(t, reading, reading.Ignores[0].Covers), test.covers)
		})
	}
}

func TestTextsAreNoComments(t *testing.T) {
	reading := read(t, "locals {\n  a = \"# authlint:ignore[x]\"\n}\n")
	diff(t, "ignores", len(reading.Ignores), 0)
}
