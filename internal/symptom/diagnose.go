package symptom

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Diagnosis is what a text that people saw may mean.
type Diagnosis struct {
	Outcomes   []Outcome
	Status     int    // that the text names; 0 where it names none
	StatusOnly bool   // it names nothing else
	Remark     string // where an outcome has another status, or there is none
}

// An UnknownError is a text that is no answer, log line or refusal of API Gateway.
type UnknownError struct {
	Text    string
	Nearest []string // texts that are known, the most alike first
}

func (e UnknownError) Error() string { return fmt.Sprintf("nothing known says %q", e.Text) }

// Diagnose finds what a text means: a status, a gateway response type, the value of
// x-amzn-ErrorType, a body or its message, a line of an execution log, what a browser
// reports, the refusal of a deployment, or several of these in one.
func Diagnose(text string) (Diagnosis, error) {
	c := read(text)
	candidates := c.named(All())
	found := c.saying(candidates)
	switch {
	case len(found) > 0:
		return c.withStatus(found), nil
	case c.names():
		return c.withStatus(candidates), nil
	case c.status == 0 || c.rest != "":
		return Diagnosis{}, UnknownError{text, nearest(text)}
	}
	found = slices.DeleteFunc(candidates, func(o Outcome) bool { return o.Status != c.status })
	d := Diagnosis{Outcomes: found, Status: c.status, StatusOnly: true}
	if len(found) == 0 {
		d.Remark = customised(c.status)
	}
	return d, nil
}

func customised(status int) string {
	return fmt.Sprintf("API Gateway gives no answer with status %d of its own. A gateway response of a REST API, with DEFAULT_4XX or DEFAULT_5XX for all of a class, may replace the status of any answer; else the backend gave it.", status)
}

// Clues are a text taken apart.
type clues struct {
	text      string // with one blank for any, and straight quotes
	status    int
	types     []string // gateway response types
	errors    []string // values of x-amzn-ErrorType
	isNull    bool     // a body whose message is null
	rest      string   // of a text with a status, when that is taken out
	deploying string   // a word for what happens to a deployment, alone
}

var (
	statusForm = regexp.MustCompile(`(?i)(?:^|\bHTTP/\S+ |\bstatus(?: ?code)?"?[:= ]+|\b(?:response|code|error):? )([1-5][0-9]{2})\b|\b([45][0-9]{2}) \(`)
	wordForm   = regexp.MustCompile(`\w+`)
	nullForm   = regexp.MustCompile(`(?i)\bmessage["']?\s*:\s*null\b`)
	noiseForm  = regexp.MustCompile(`(?i)\bHTTP/\S+|\b(?:status|code|http|error|request failed with|message)\b|https?://\S+|\b(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)\b|[^\pL]+`)
)

var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)

func read(text string) clues {
	c := clues{text: straight.Replace(strings.Join(strings.Fields(text), " "))}
	if found := statusForm.FindStringSubmatch(c.text); found != nil {
		c.status, _ = strconv.Atoi(found[1] + found[2]) // three digits
		c.withoutReason()
	}
	c.isNull = nullForm.MatchString(c.text)
	words := wordForm.FindAllString(c.text, -1)
	for _, o := range All() {
		if slices.Contains(words, o.ResponseType) {
			c.types = append(c.types, o.ResponseType)
		}
		if slices.Contains(words, o.ErrorType) {
			c.errors = append(c.errors, o.ErrorType)
		}
		if o.Deployment != "" && strings.EqualFold(c.text, o.Deployment) {
			c.deploying = o.Deployment
		}
	}
	c.text = wordForm.ReplaceAllStringFunc(c.text, func(word string) string {
		if slices.Contains(c.types, word) {
			return "" // UNAUTHORIZED is no message
		}
		return word
	})
	c.rest = strings.TrimSpace(noiseForm.ReplaceAllString(c.text, " "))
	return c
}

// withoutReason takes the reason phrase out, which says nothing that the status does
// not: "403 Forbidden" is every 403.
func (c *clues) withoutReason() {
	reason := http.StatusText(c.status)
	if reason == "" {
		return
	}
	form := regexp.MustCompile(fmt.Sprintf(`(?i)\b%d:? (?:\(%[2]s\)|%[2]s\b)`, c.status, regexp.QuoteMeta(reason)))
	c.text = strings.TrimSpace(form.ReplaceAllString(c.text, strconv.Itoa(c.status)))
}

// names reports whether the text has a name that stands for few outcomes.
func (c clues) names() bool {
	return len(c.types) > 0 || len(c.errors) > 0 || c.isNull || c.deploying != ""
}

// named keeps the outcomes that have the names of the text.
func (c clues) named(all []Outcome) []Outcome {
	return slices.DeleteFunc(all, func(o Outcome) bool {
		return len(c.types) > 0 && !slices.Contains(c.types, o.ResponseType) && !slices.Contains(c.types, o.Logged) ||
			len(c.errors) > 0 && !slices.Contains(c.errors, o.ErrorType) ||
			c.isNull && o.Body != nullBody ||
			c.deploying != "" && (o.Deployment != c.deploying || o.Body != "")
	})
}

// withStatus keeps the outcomes that may have the status of the text, or all of them
// with a remark.
func (c clues) withStatus(found []Outcome) Diagnosis {
	fitting := slices.DeleteFunc(slices.Clone(found), func(o Outcome) bool { return c.status != 0 && !agree(o.Status, c.status) })
	if len(fitting) > 0 || len(found) == 0 {
		return Diagnosis{Outcomes: fitting, Status: c.status}
	}
	return Diagnosis{Outcomes: found, Status: c.status, Remark: fmt.Sprintf("API Gateway gives this with another status than %d. A gateway response of a REST API may replace the status.", c.status)}
}

// saying keeps the outcomes whose texts are in what was seen, as many of them as
// possible; else those in whose texts it is.
func (c clues) saying(candidates []Outcome) []Outcome {
	texts := c.foundIn(candidates)
	var best []Outcome
	most := 1
	for _, o := range candidates {
		n := 0
		for _, text := range o.texts() {
			if slices.Contains(texts, text) {
				n++
			}
		}
		if n > most {
			best, most = nil, n
		}
		if n == most {
			best = append(best, o)
		}
	}
	if len(best) > 0 || strings.Count(c.text, " ") == 0 {
		return best
	}
	part := strings.ToLower(strings.TrimRight(c.text, ". …"))
	return slices.DeleteFunc(slices.Clone(candidates), func(o Outcome) bool {
		return !slices.ContainsFunc(o.texts(), func(text string) bool { return strings.Contains(strings.ToLower(text), part) })
	})
}

// foundIn are the known texts that are in what was seen, without those that are only a
// part of another one, or differ from it in letter case alone.
func (c clues) foundIn(candidates []Outcome) []string {
	var found []string
	for _, o := range candidates {
		for _, text := range o.texts() {
			if !slices.Contains(found, text) && contains(c.text, text, false) {
				found = append(found, text)
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(found), func(text string) bool {
		return slices.ContainsFunc(found, func(other string) bool {
			if strings.EqualFold(text, other) {
				return text != other && !contains(c.text, text, true) && contains(c.text, other, true)
			}
			return contains(other, text, false)
		})
	})
}

// texts are all by which an outcome is known: the message of its body, and others.
func (o Outcome) texts() []string {
	if o.Body == "" || o.Body == nullBody {
		return o.Texts
	}
	return append([]string{message(o.Body)}, o.Texts...)
}

// message is what a body says; a body that is no JSON says all of itself.
func message(body string) string {
	var fields map[string]string
	if err := json.Unmarshal([]byte(body), &fields); err != nil {
		return strings.TrimSuffix(strings.TrimPrefix(body, `{"message":`), "}")
	}
	for _, text := range fields {
		return text // a body has one
	}
	return ""
}

// A hole of a text stands for what differs from API to API.
var holes = regexp.MustCompile(`<[^>]*>`)

// contains reports whether a text contains a known one, as words of their own.
func contains(text, known string, exactly bool) bool {
	if !exactly {
		text, known = strings.ToLower(text), strings.ToLower(known)
	}
	literals := holes.Split(known, -1)
	for i, literal := range literals {
		if !strings.Contains(text, literal) {
			return false // much cheaper than to ask the expression
		}
		literals[i] = regexp.QuoteMeta(literal)
	}
	return regexp.MustCompile(`(?:^|[^\pL\pN_])` + strings.Join(literals, ".+") + `(?:[^\pL\pN_]|$)`).MatchString(text)
}

// nearest are the known texts with most of the words of one that is not known: at
// least half of them, and at most three texts.
func nearest(text string) []string {
	words := strings.Fields(strings.ToLower(text))
	shared := map[string]int{}
	var known []string
	for _, o := range All() {
		for _, candidate := range o.texts() {
			of := strings.Fields(strings.ToLower(candidate))
			n := 0
			for _, word := range words {
				if slices.Contains(of, strings.Trim(word, `.,:;"'{}()`)) {
					n++
				}
			}
			if n > 1 && 2*n >= len(words) && shared[candidate] == 0 {
				shared[candidate] = n
				known = append(known, candidate)
			}
		}
	}
	slices.SortStableFunc(known, func(a, b string) int { return shared[b] - shared[a] })
	return known[:min(3, len(known))]
}

// Names are the gateway response types, and the values of x-amzn-ErrorType.
func Names() []string {
	var names []string
	for _, o := range All() {
		names = append(names, o.ResponseType, o.ErrorType)
	}
	return distinct(names)
}

// Known are all names and texts by which outcomes are known.
func Known() []string {
	known := Names()
	for _, o := range All() {
		known = append(known, o.texts()...)
	}
	return distinct(known)
}

// distinct sorts texts and keeps each once, without the empty one.
func distinct(texts []string) []string {
	slices.Sort(texts)
	return slices.DeleteFunc(slices.Compact(texts), func(text string) bool { return text == "" })
}
