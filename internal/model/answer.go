package model

// An Answer is what can be said before the deployment when something is asked of a
// value that may not be known. The zero Answer is Undecided.
type Answer uint8

// The answers.
const (
	Undecided Answer = iota
	Yes
	No
)

// String is how rules see an answer: unknown, yes or no.
func (a Answer) String() string { return [...]string{"unknown", "yes", "no"}[a] }

// AnswerOf turns what is certain into an answer.
func AnswerOf(truth bool) Answer {
	if truth {
		return Yes
	}
	return No
}
