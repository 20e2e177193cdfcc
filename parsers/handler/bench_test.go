package handler

import (
	"path/filepath"
	"testing"
)

// BenchmarkRead reads functions of each language, from their bytes to the result.
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"guide-token.js", "guide-request.ts", "auth-policy.js", "jwt-callback.js", "auth-policy.py", "raise-in-the-middle.py", "claims.go.txt"} {
		b.Run(name, func(b *testing.B) {
			file, setting, _ := readFunction(b, filepath.Join("testdata", "functions", name))
			b.ReportAllocs()
			for b.Loop() {
				Read(Source{File: file, Handler: setting, Open: beside})
			}
		})
	}
}
