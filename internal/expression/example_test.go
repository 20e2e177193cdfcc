package expression_test

import (
	"fmt"

	"github.com/authlint/authlint/internal/expression"
)

// The samples: those with * are usual. Bearer and bearer have the same tokens as none,
// and so do Token and ApiKey, where none is usual.
func ExampleSamples() {
	for _, s := range expression.Samples() {
		if s.Scheme != "" && s.Scheme != "Basic " {
			continue
		}
		mark, text := " ", s.Text()
		if s.Usual {
			mark = "*"
		}
		if len(text) > 64 {
			text = fmt.Sprintf("%s… (%d characters)", text[:40], len(text))
		}
		fmt.Printf("%s %s: %s\n", mark, s.Name(), text)
	}
	// Output:
	// * a bare JWT: eyJhbGciOiJSUzI1NiIsImtpZCI6Ik1fMSJ9.eyJ… (112 characters)
	// * a bare JWT of Cognito: eyJhbGciOiJSUzI1NiIsImtpZCI6Ik1fMSJ9.eyJ… (1100 characters)
	// * a bare base64url token: mF_9-B5f4_1JqM8TzK2xWc0vRdYh7uLs
	// * a bare base64url token with padding: mF_9-B5f4_1JqM8TzK2xWc0vRdYh7w==
	// * a bare base64 token with padding: mF/9+B5f4K1JqM8TzA2xWc0vRdYh7w==
	//   a bare UUID: 9f86d081-884c-4d65-9a2f-eaa0c55ad015
	//   a bare hash of 32 hex digits: 9f86d081884c7d659a2feaa0c55ad015
	//   a bare hash of 40 hex digits: 9f86d081884c7d659a2feaa0c55ad0159f86d081
	//   a bare hash of 64 hex digits: 9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015
	//   a bare key of 16: q7Zk2mXw9RtB4vNc
	//   a bare key of 20: q7Zk2mXw9RtB4vNc8HsL
	//   a bare key of 24: q7Zk2mXw9RtB4vNc8HsLd3Jp
	//   a bare key of 32: q7Zk2mXw9RtB4vNc8HsLd3JpF6yGa1Ue
	//   a bare key of 40: q7Zk2mXw9RtB4vNc8HsLd3JpF6yGa1Ue5ToKzWn0
	//   a bare key of 64: q7Zk2mXw9RtB4vNc8HsLd3JpF6yGa1Ue5ToKzWn0QiYxMbPlCjVrDhSfEgAuOt42
	//   a bare key in upper case: Q7ZK2MXW9RTB4VNC8HSL
	//   a bare key in lower case: q7zk2mxw9rtb4vnc8hsld3jpf6yga1ue5tokzwn0
	//   a bare base64url key of 22: mF_9-B5f4_1JqM8TzK2xWc
	//   a bare base64url key of 43: mF_9-B5f4_1JqM8TzK2xWc0vRdYh7uLsQ3-eN6gPbAo
	//   a bare key with a prefix: key_q7Zk2mXw9RtB4vNc8HsLd3Jp
	//   a bare number of 6 digits: 470815
	//   a bare number of 10 digits: 4708152342
	//   a bare word of 8: q7Zk2mXw
	//   a bare word of 28: q7Zk2mXw9RtB4vNc8HsLd3JpF6yG
	//   "Basic <name and password>": Basic YXV0aDpsaW50
	//   "Basic <name and password with padding>": Basic YXV0aGxpbnQ6bGludA==
}
