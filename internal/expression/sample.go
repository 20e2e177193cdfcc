package expression

import (
	"strings"
	"sync"
)

// A Sample is what a client may send in an Authorization header.
type Sample struct {
	Scheme string // with the blank after it; empty: the token stands alone
	Kind   string // of token
	Token  string

	// Usual is whether clients of OAuth, OpenID Connect and Cognito send the like. Others
	// belong to APIs with a format of their own.
	Usual bool
}

// Text is the whole header, which is what API Gateway compares with an expression.
func (s Sample) Text() string { return s.Scheme + s.Token }

// Name is how messages call the sample: "Bearer <JWT>", or a bare JWT.
func (s Sample) Name() string {
	if s.Scheme == "" {
		return "a bare " + s.Kind
	}
	return `"` + s.Scheme + "<" + s.Kind + `>"`
}

// alphanumeric is what keys are cut from.
const alphanumeric = "q7Zk2mXw9RtB4vNc8HsLd3JpF6yGa1Ue5ToKzWn0QiYxMbPlCjVrDhSfEgAuOt42"

// hexadecimal is what hashes are cut from.
const hexadecimal = "9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015"

// jwt has each character that a part of one can have: letters, digits, - and _.
const jwt = "eyJhbGciOiJSUzI1NiIsImtpZCI6Ik1fMSJ9.eyJzdWIiOiI0Mi1hYiIsImV4cCI6MTc2MzcwMDAwMH0.c2ln-bmF0dX_lX29mX3RoZV90b2tlbg"

// cognitoLength is that of an identity token of a user pool with a few attributes.
const cognitoLength = 1100

// cognito is as long as user pools make theirs, and has no character that jwt has not.
func cognito() string {
	header, rest, _ := strings.Cut(jwt, ".")
	claims, signature, _ := strings.Cut(rest, ".")
	signature = strings.Repeat(signature, 12)[:342] // RS256
	claims = strings.Repeat(claims, 30)[:cognitoLength-len(header)-len(signature)-2]
	return header + "." + claims + "." + signature
}

// tokens are the kinds of token, each with an example. Keys have common lengths, alphabets
// or beginnings; words have none, so that an expression for words is for no kind of key.
func tokens() []Sample {
	return []Sample{
		{Kind: "JWT", Token: jwt, Usual: true},
		{Kind: "JWT of Cognito", Token: cognito(), Usual: true},
		{Kind: "base64url token", Token: "mF_9-B5f4_1JqM8TzK2xWc0vRdYh7uLs", Usual: true},
		{Kind: "base64url token with padding", Token: "mF_9-B5f4_1JqM8TzK2xWc0vRdYh7w==", Usual: true},
		{Kind: "base64 token with padding", Token: "mF/9+B5f4K1JqM8TzA2xWc0vRdYh7w==", Usual: true},
		{Kind: "UUID", Token: "9f86d081-884c-4d65-9a2f-eaa0c55ad015"},
		{Kind: "hash of 32 hex digits", Token: hexadecimal[:32]},
		{Kind: "hash of 40 hex digits", Token: hexadecimal[:40]},
		{Kind: "hash of 64 hex digits", Token: hexadecimal},
		{Kind: "key of 16", Token: alphanumeric[:16]},
		{Kind: "key of 20", Token: alphanumeric[:20]},
		{Kind: "key of 24", Token: alphanumeric[:24]},
		{Kind: "key of 32", Token: alphanumeric[:32]},
		{Kind: "key of 40", Token: alphanumeric[:40]},
		{Kind: "key of 64", Token: alphanumeric},
		{Kind: "key in upper case", Token: strings.ToUpper(alphanumeric[:20])},
		{Kind: "key in lower case", Token: strings.ToLower(alphanumeric[:40])},
		{Kind: "base64url key of 22", Token: "mF_9-B5f4_1JqM8TzK2xWc"},
		{Kind: "base64url key of 43", Token: "mF_9-B5f4_1JqM8TzK2xWc0vRdYh7uLsQ3-eN6gPbAo"},
		{Kind: "key with a prefix", Token: "key_" + alphanumeric[:24]},
		{Kind: "number of 6 digits", Token: "470815"},
		{Kind: "number of 10 digits", Token: "4708152342"},
		{Kind: "word of 8", Token: alphanumeric[:8]},
		{Kind: "word of 28", Token: alphanumeric[:28]},
	}
}

// Samples are what the rules try an expression with.
//
// Bearer is RFC 6750's scheme, and the case of a scheme does not count (RFC 9110, section
// 11.1); clients of Cognito send the token alone. Basic is RFC 7617's, with and without
// padding; Token and ApiKey are what APIs with keys of their own often use.
func Samples() []Sample { return samples() }

var samples = sync.OnceValue(func() []Sample {
	var samples []Sample
	for _, scheme := range []string{"Bearer ", "bearer ", ""} {
		for _, token := range tokens() {
			token.Scheme = scheme
			samples = append(samples, token)
		}
	}
	for _, scheme := range []string{"Token ", "ApiKey "} {
		for _, token := range tokens() {
			token.Scheme, token.Usual = scheme, false
			samples = append(samples, token)
		}
	}
	return append(samples,
		Sample{Scheme: "Basic ", Kind: "name and password", Token: "YXV0aDpsaW50"},
		Sample{Scheme: "Basic ", Kind: "name and password with padding", Token: "YXV0aGxpbnQ6bGludA=="},
	)
})

// SampleOf is a token of a kind behind a scheme, or behind what an API has in its place.
// There is none where no sample has that kind of token.
func SampleOf(scheme, kind string) (Sample, bool) {
	for _, s := range Samples() {
		if s.Kind == kind {
			s.Scheme = scheme
			return s, true
		}
	}
	return Sample{}, false
}
