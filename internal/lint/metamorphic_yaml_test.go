package lint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	reader "github.com/authlint/authlint/parsers/yaml"
)

func rewritingsOfYAML() []rewriting {
	return []rewriting{
		{name: "YAML with comments", rewrite: eachYAML(false, commentYAML), least: 5000, same: withoutComments},
		{name: "YAML with comments behind values", rewrite: eachYAML(true, commentValues), least: 5000, same: withoutComments},
		{name: "YAML with wide indentation", rewrite: eachYAML(true, widen), least: 5000, same: words},
		{name: "YAML in another order", rewrite: eachYAML(true, reverseYAML), least: 5000, same: words, textless: true},
		{name: "YAML in flow style", rewrite: eachYAML(true, styled(yaml.FlowStyle)), least: 5000, same: words},
		{name: "YAML in block style", rewrite: eachYAML(true, styled(0)), least: 5000, same: words},
		{name: "YAML in quotes", rewrite: eachYAML(true, quoteYAML), least: 5000, same: words},
		{name: "YAML as JSON", rewrite: jsonOfYAML, least: 500, same: wordsOfJSON},
		{name: "templates with other names", rewrite: eachYAML(true, renameTemplate), least: 1000, same: wordsWithoutMark},
		{name: "templates with parameters", rewrite: eachYAML(true, parameterTemplate), least: 500, same: words, textless: true},
		{name: "templates with a mapping", rewrite: eachYAML(true, mappingTemplate), least: 500, same: words, textless: true},
		{name: "documents with other names", rewrite: eachYAML(true, renameSchemes), least: 100, same: wordsWithoutMark},
	}
}

func withoutComments(text string) string {
	return words(strings.NewReplacer(comment, "", remark, "").Replace(text))
}

// wordsOfJSON are those of YAML's short form of functions, in files of that name.
func wordsOfJSON(text string) string {
	return words(longForm.ReplaceAllString(strings.ReplaceAll(text, ".json", ".yaml"), ""))
}

var longForm = regexp.MustCompile(`!\w+|"?(Ref|Condition|Fn::\w+)"?:`)

// What looks like a setting, and is none: on a line of its own, and behind a value.
const (
	comment = "# AuthorizationType: NONE\n"
	remark  = `# or "NONE": {`
)

func wordsWithoutMark(text string) string { return words(withoutMark(text)) }

// eachYAML rewrites the documents of a project by their nodes. One that only a template
// engine makes YAML of stays as it is, and so does one with comments for authlint. Those
// that are written anew lose their own layout.
func eachYAML(anew bool, rewrite func(text string, root *yaml.Node) (string, int)) func(project) int {
	return func(files project) int {
		changed := 0
		for name, text := range files {
			root := parsedYAML(name, text)
			if root == nil {
				continue
			}
			before := encoded(root)
			if anew && before == "" {
				continue
			}
			var n int
			files[name], n = rewrite(text, root)
			changed += n
		}
		return changed
	}
}

func parsedYAML(name, text string) *yaml.Node {
	if path.Ext(name) != ".yaml" || strings.Contains(text, "authlint:") {
		return nil
	}
	var root yaml.Node
	if yaml.Unmarshal([]byte(text), &root) != nil || len(root.Content) != 1 {
		return nil
	}
	return &root
}

func encoded(root *yaml.Node) string {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if encoder.Encode(root) != nil {
		return ""
	}
	return out.String()
}

// each visits all nodes, and says which of them are keys.
func each(n *yaml.Node, visit func(n *yaml.Node, isKey bool)) {
	visit(n, false)
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			visit(child, true)
		} else {
			each(child, visit)
		}
	}
}

// commentYAML puts a comment before every line that does not begin inside of a text.
func commentYAML(text string, _ *yaml.Node) (string, int) {
	documents, _ := reader.Parse(&source.File{Data: []byte(text)})
	inside := make([]bool, len(text)+1)
	var mark func(n *tree.Node)
	mark = func(n *tree.Node) {
		if n.IsScalar() {
			for at := n.Range.Start + 1; at < n.Range.End; at++ {
				inside[at] = true
			}
		}
		for _, field := range n.Fields {
			mark(field.Value)
		}
		for _, item := range n.Items {
			mark(item)
		}
	}
	for _, document := range documents {
		mark(document)
	}
	var out strings.Builder
	comments, at := 0, 0
	for line := range strings.Lines(text) {
		if !inside[at] {
			out.WriteString(comment)
			comments++
		}
		out.WriteString(line)
		at += len(line)
	}
	return out.String(), comments
}

// commentValues puts a comment behind every value.
func commentValues(_ string, root *yaml.Node) (string, int) {
	comments := 0
	each(root, func(n *yaml.Node, isKey bool) {
		if n.Kind == yaml.ScalarNode && !isKey {
			n.LineComment = remark
			comments++
		}
	})
	return encoded(root), comments
}

// widen begins the document with its mark, and indents it more.
func widen(_ string, root *yaml.Node) (string, int) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(7)
	if err := encoder.Encode(root); err != nil {
		panic(err) // it was written once already
	}
	return "---\n\n" + out.String() + "...\n", strings.Count(out.String(), "\n")
}

// reverseYAML turns the order of all keys around. Items of lists stay: their order means something.
func reverseYAML(_ string, root *yaml.Node) (string, int) {
	turned := 0
	each(root, func(n *yaml.Node, _ bool) {
		if n.Kind != yaml.MappingNode || hasAliases(n) {
			return
		}
		var content []*yaml.Node
		for i := len(n.Content) - 2; i >= 0; i -= 2 {
			content = append(content, n.Content[i], n.Content[i+1])
			turned++
		}
		n.Content = content
	})
	return encoded(root), turned
}

// hasAliases reports what has to stay behind its anchor.
func hasAliases(n *yaml.Node) bool {
	found := false
	each(n, func(n *yaml.Node, _ bool) { found = found || n.Kind == yaml.AliasNode || n.Anchor != "" })
	return found
}

// styled writes all mappings and lists in one style.
func styled(style yaml.Style) func(string, *yaml.Node) (string, int) {
	return func(_ string, root *yaml.Node) (string, int) {
		changed := 0
		each(root, func(n *yaml.Node, _ bool) {
			switch n.Kind {
			case yaml.MappingNode, yaml.SequenceNode:
				n.Style = style | n.Style&yaml.TaggedStyle
				changed++
			case yaml.ScalarNode:
				if style == yaml.FlowStyle && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
					n.Style = yaml.DoubleQuotedStyle | n.Style&yaml.TaggedStyle
				}
			}
			n.HeadComment, n.LineComment, n.FootComment = "", "", ""
		})
		return encoded(root), changed
	}
}

// quoteYAML puts all plain texts into quotes, and keys, and takes the quotes of others away
// where they are not needed.
func quoteYAML(_ string, root *yaml.Node) (string, int) {
	changed := 0
	each(root, func(n *yaml.Node, isKey bool) {
		tag := n.ShortTag()
		if n.Kind != yaml.ScalarNode || tag != "!!str" && !strings.HasPrefix(n.Tag, "!") || strings.HasPrefix(tag, "!!") && tag != "!!str" {
			return
		}
		switch n.Style &^ yaml.TaggedStyle {
		case 0:
			n.Style = yaml.DoubleQuotedStyle | n.Style&yaml.TaggedStyle
		case yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle:
			if isKey {
				return
			}
			n.Style &= yaml.TaggedStyle
		default:
			return
		}
		changed++
	})
	return encoded(root), changed
}

// jsonOfYAML writes each document as JSON. One that another file names keeps its name.
func jsonOfYAML(files project) int {
	changed := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		root := parsedYAML(name, files[name])
		if root == nil {
			continue
		}
		text, ok := jsonOf(root.Content[0])
		if !ok {
			continue
		}
		other := strings.TrimSuffix(name, ".yaml") + ".json"
		for _, by := range files {
			if strings.Contains(by, path.Base(name)) {
				other = name
			}
		}
		if _, taken := files[other]; taken && other != name {
			continue
		}
		delete(files, name)
		files[other] = text + "\n"
		changed++
	}
	return changed
}

// jsonOf is a node as JSON has it: an intrinsic function in its long form.
func jsonOf(n *yaml.Node) (text string, ok bool) {
	var parts []string
	switch n.Kind {
	case yaml.AliasNode:
		return "", false
	case yaml.MappingNode, yaml.SequenceNode:
		for i, child := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 0 {
				continue
			}
			part, ok := jsonOf(child)
			if !ok {
				return "", false
			}
			if n.Kind == yaml.MappingNode {
				if n.Content[i-1].Value == "<<" {
					return "", false
				}
				part = quotedJSON(n.Content[i-1].Value) + ": " + part
			}
			parts = append(parts, part)
		}
		text = "[" + strings.Join(parts, ",\n") + "]"
		if n.Kind == yaml.MappingNode {
			text = "{" + strings.Join(parts, ",\n") + "}"
		}
	default:
		text = scalarOf(n)
	}
	switch tag := strings.TrimPrefix(n.Tag, "!"); {
	case n.Tag == tag, strings.HasPrefix(tag, "!"), tag == "":
		return text, true
	case tag == "Ref", tag == "Condition":
		return fmt.Sprintf("{%q: %s}", tag, text), true
	case tag == "GetAtt" && n.Kind == yaml.ScalarNode:
		of, attribute, _ := strings.Cut(n.Value, ".")
		return fmt.Sprintf(`{"Fn::GetAtt": [%q, %q]}`, of, attribute), true
	default:
		return fmt.Sprintf("{%q: %s}", "Fn::"+tag, text), true
	}
}

func scalarOf(n *yaml.Node) string {
	switch n.ShortTag() {
	case "!!null":
		return "null"
	case "!!int", "!!float", "!!bool":
		if json.Valid([]byte(n.Value)) {
			return n.Value
		}
	}
	return quotedJSON(n.Value)
}

func quotedJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always has a form
	}
	return string(quoted)
}

// resourcesOf are the resources of a template: the keys and what stands under them.
func resourcesOf(root *yaml.Node) *yaml.Node { return under(root.Content[0], "Resources") }

func under(n *yaml.Node, key string) *yaml.Node {
	if n != nil && n.Kind == yaml.MappingNode {
		for i := 0; i < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

var inSub = regexp.MustCompile(`\$\{([A-Za-z0-9]+)`)

// renameTemplate gives other logical ids to all resources of a template. What SAM makes of
// one has a name that begins with it; what deploys an API anew has one that ends with the
// version.
func renameTemplate(text string, root *yaml.Node) (string, int) {
	resources := resourcesOf(root)
	if resources == nil || resources.Kind != yaml.MappingNode || strings.Contains(text, "AWS::Include") {
		return text, 0 // no template, or one whose ids are in other files as well
	}
	var ids []string
	for i := 0; i < len(resources.Content); i += 2 {
		ids = append(ids, resources.Content[i].Value)
		resources.Content[i].Value = mark + resources.Content[i].Value
	}
	slices.SortFunc(ids, func(a, b string) int { return len(b) - len(a) })
	parameters := under(root.Content[0], "Parameters")
	renamed := func(name string) string {
		if under(parameters, name) != nil {
			return name
		}
		for _, id := range ids {
			if rest, isOf := strings.CutPrefix(name, id); isOf && (rest == "" || rest[0] == '.' || rest[0] >= 'A' && rest[0] <= 'Z') {
				return mark + id + rest
			}
		}
		return name
	}
	for _, section := range []string{"Resources", "Outputs", "Globals"} {
		if n := under(root.Content[0], section); n != nil {
			renameIn(n, renamed)
		}
	}
	return encoded(root), len(ids)
}

func renameIn(n *yaml.Node, renamed func(string) string) {
	each(n, func(n *yaml.Node, isKey bool) {
		if isKey {
			return
		}
		switch {
		case n.Kind == yaml.ScalarNode && (n.Tag == "!Ref" || n.Tag == "!GetAtt"):
			n.Value = renamed(n.Value)
		case n.Tag == "!Sub":
			text := n
			if n.Kind == yaml.SequenceNode {
				text = n.Content[0]
			}
			text.Value = inSub.ReplaceAllStringFunc(text.Value, func(hole string) string { return "${" + renamed(hole[2:]) })
		case n.Tag == "!GetAtt" && n.Kind == yaml.SequenceNode:
			n.Content[0].Value = renamed(n.Content[0].Value)
		case n.Kind == yaml.MappingNode:
			for i := 0; i < len(n.Content); i += 2 {
				renameUnder(n.Content[i].Value, n.Content[i+1], renamed)
			}
		}
	})
}

// renameUnder renames what the long form of a function names, and dependencies.
func renameUnder(key string, value *yaml.Node, renamed func(string) string) {
	switch {
	case value.Tag != "" && strings.HasPrefix(value.Tag, "!") && !strings.HasPrefix(value.Tag, "!!"):
	case (key == "Ref" || key == "DependsOn" || key == "Fn::GetAtt") && value.Kind == yaml.ScalarNode:
		value.Value = renamed(value.Value)
	case key == "DependsOn" && value.Kind == yaml.SequenceNode:
		for _, item := range value.Content {
			item.Value = renamed(item.Value)
		}
	case key == "Fn::GetAtt" && value.Kind == yaml.SequenceNode:
		value.Content[0].Value = renamed(value.Content[0].Value)
	case key == "Fn::Sub" && value.Kind == yaml.ScalarNode:
		value.Value = inSub.ReplaceAllStringFunc(value.Value, func(hole string) string { return "${" + renamed(hole[2:]) })
	}
}

// parameterTemplate has the literals of API Gateway's resources come from parameters with
// defaults.
func parameterTemplate(text string, root *yaml.Node) (string, int) {
	lifted := 0
	liftTemplate(root, func(n *yaml.Node) {
		lifted++
		name := fmt.Sprintf("Lifted%d", lifted)
		kind := "String"
		if n.ShortTag() == "!!int" {
			kind = "Number"
		}
		literal := *n
		declare(root, "Parameters", name, mappingOf("Type", scalar(kind), "Default", &literal))
		*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!Ref", Style: yaml.TaggedStyle, Value: name}
	})
	if lifted == 0 {
		return text, 0
	}
	return encoded(root), lifted
}

// mappingTemplate has them come from a mapping.
func mappingTemplate(text string, root *yaml.Node) (string, int) {
	lifted := 0
	values := mappingOf()
	liftTemplate(root, func(n *yaml.Node) {
		lifted++
		name := fmt.Sprintf("Lifted%d", lifted)
		literal := *n
		values.Content = append(values.Content, scalar(name), &literal)
		*n = yaml.Node{
			Kind: yaml.SequenceNode, Tag: "!FindInMap", Style: yaml.TaggedStyle | yaml.FlowStyle,
			Content: []*yaml.Node{scalar("Lifted"), scalar("Values"), scalar(name)},
		}
	})
	if lifted == 0 {
		return text, 0
	}
	declare(root, "Mappings", "Lifted", mappingOf("Values", values))
	return encoded(root), lifted
}

func scalar(text string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: text} }

// mappingOf is a mapping of keys, each with its value behind it.
func mappingOf(content ...any) *yaml.Node {
	mapping := &yaml.Node{Kind: yaml.MappingNode}
	for _, item := range content {
		if key, isKey := item.(string); isKey {
			mapping.Content = append(mapping.Content, scalar(key))
		} else {
			mapping.Content = append(mapping.Content, item.(*yaml.Node))
		}
	}
	return mapping
}

// declare adds to a section of a template, which may not be there yet.
func declare(root *yaml.Node, section, name string, value *yaml.Node) {
	in := under(root.Content[0], section)
	if in == nil {
		in = mappingOf()
		root.Content[0].Content = append(root.Content[0].Content, scalar(section), in)
	}
	in.Content = append(in.Content, scalar(name), value)
}

// liftTemplate finds the literals of API Gateway's resources. A document in a template
// takes no functions that are not its own, nor does what SAM's transform reads.
func liftTemplate(root *yaml.Node, found func(*yaml.Node)) {
	resources := resourcesOf(root)
	if resources == nil || resources.Kind != yaml.MappingNode {
		return
	}
	for i := 1; i < len(resources.Content); i += 2 {
		kind := under(resources.Content[i], "Type")
		properties := under(resources.Content[i], "Properties")
		if kind != nil && properties != nil && (strings.HasPrefix(kind.Value, "AWS::ApiGateway") || kind.Value == "AWS::Lambda::Permission") {
			liftYAML(properties, found)
		}
	}
}

// renameSchemes gives other names to the security schemes of a document.
func renameSchemes(text string, root *yaml.Node) (string, int) {
	document := root.Content[0]
	if under(document, "openapi") == nil && under(document, "swagger") == nil || strings.Contains(text, ".yaml") {
		return text, 0 // no document, or one whose schemes may be in other files
	}
	schemes := under(document, "securityDefinitions")
	if components := under(document, "components"); components != nil {
		schemes = under(components, "securitySchemes")
	}
	if schemes == nil || schemes.Kind != yaml.MappingNode {
		return text, 0
	}
	names := map[string]bool{}
	for i := 0; i < len(schemes.Content); i += 2 {
		if key := schemes.Content[i]; key.Value != "<<" {
			names[key.Value] = true
			key.Value += mark
		}
	}
	each(document, func(n *yaml.Node, _ bool) {
		security := under(n, "security")
		if security == nil {
			return
		}
		for _, requirement := range security.Content {
			for i := 0; requirement.Kind == yaml.MappingNode && i < len(requirement.Content); i += 2 {
				if key := requirement.Content[i]; names[key.Value] {
					key.Value += mark
				}
			}
		}
	})
	return encoded(root), len(names)
}

func liftYAML(n *yaml.Node, found func(*yaml.Node)) {
	switch {
	case n.Tag != "" && !strings.HasPrefix(n.Tag, "!!"):
	case n.Kind == yaml.ScalarNode && slices.Contains([]string{"!!str", "!!int", "!!bool"}, n.ShortTag()) && n.Value != "":
		found(n)
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			liftYAML(item, found)
		}
	case n.Kind == yaml.MappingNode:
		for i := 0; i < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if key == "Body" || key == "Ref" || strings.HasPrefix(key, "Fn::") {
				continue
			}
			liftYAML(n.Content[i+1], found)
		}
	}
}
