package terraform

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty/function/stdlib"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

func inBase64(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

func md5InHex(data []byte) string {
	sum := md5.Sum(data)
	return hex.EncodeToString(sum[:])
}

func sha1InHex(data []byte) string {
	sum := sha1.Sum(data)
	return hex.EncodeToString(sum[:])
}

func sha256InHex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func sha512InHex(data []byte) string {
	sum := sha512.Sum512(data)
	return hex.EncodeToString(sum[:])
}

func sha256InBase64(data []byte) string {
	sum := sha256.Sum256(data)
	return inBase64(sum[:])
}

func sha512InBase64(data []byte) string {
	sum := sha512.Sum512(data)
	return inBase64(sum[:])
}

// hashed is a function of the bytes of a text that is wholly known.
func hashed(of func([]byte) string) func(call) *tree.Node {
	return func(c call) *tree.Node {
		if !c.allKnown() {
			return c.unknown(c.arguments[0])
		}
		return c.text(of([]byte(c.arguments[0].Text)))
	}
}

// ofFile is a function of the bytes of a file. One that is not there is often built
// before the deployment: the result is not known, and nothing is reported.
func ofFile(of func([]byte) string) builtin {
	return builtin{1, 1, scalars, func(c call) *tree.Node {
		data, why := c.bytes()
		if why != nil {
			return why
		}
		return c.text(of(data))
	}}
}

// decodeBase64 is base64decode, of what is text.
func decodeBase64(c call) *tree.Node {
	if !c.allKnown() {
		return c.unknown(c.arguments[0])
	}
	data, err := base64.StdEncoding.DecodeString(c.arguments[0].Text)
	if err != nil || !utf8.Valid(data) {
		return c.fail("the text does not encode a text in Base64")
	}
	return c.text(string(data))
}

// maxExpansion is how much larger than what is written a compressed text may be.
const maxExpansion = source.MaxCode

// compress is base64gzip.
func compress(c call) *tree.Node {
	if !c.allKnown() {
		return c.unknown(c.arguments[0])
	}
	text := c.arguments[0].Text
	if !c.unit().spend(len(text) / 16) {
		return c.doubt(tooLarge)
	}
	var compressed bytes.Buffer
	w := gzip.NewWriter(&compressed)
	_, wrong := io.WriteString(w, text)
	if wrong != nil || w.Flush() != nil || w.Close() != nil {
		return c.doubt(tooLarge)
	}
	return c.text(inBase64(compressed.Bytes()))
}

// gunzip is base64gunzip, of what does not become too large.
func gunzip(c call) *tree.Node {
	if !c.allKnown() {
		return c.unknown(c.arguments[0])
	}
	data, err := base64.StdEncoding.DecodeString(c.arguments[0].Text)
	if err != nil {
		return c.fail("the text is not Base64")
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return c.fail("what the text encodes is not compressed")
	}
	text, err := io.ReadAll(io.LimitReader(r, maxExpansion+1))
	switch {
	case len(text) > maxExpansion || !c.unit().spend(len(text)/16):
		return c.doubt(tooLarge)
	case err != nil:
		return c.fail("what the text encodes cannot be read")
	default:
		return c.decoded(text)
	}
}

// decoded is a text that some bytes are. Those that are no text are not followed.
func (c call) decoded(data []byte) *tree.Node {
	if !utf8.Valid(data) {
		return c.doubt("depends on " + c.name + "() of bytes that are not UTF-8")
	}
	return c.text(string(data))
}

func escapeURL(text string) string { return url.QueryEscape(text) }

func decodeURL(c call) *tree.Node {
	if !c.allKnown() {
		return c.unknown(c.arguments[0])
	}
	text, err := url.QueryUnescape(c.arguments[0].Text)
	if err != nil {
		return c.fail("the text is not encoded as in a URL")
	}
	return c.decoded([]byte(text))
}

// encodeText is textencodebase64.
func encodeText(c call) *tree.Node {
	charset, other := c.charset()
	if other != nil {
		return other
	}
	data, err := charset.NewEncoder().Bytes([]byte(c.arguments[0].Text))
	if err != nil {
		return c.fail("the text has characters that %s lacks", c.arguments[1].Text)
	}
	return c.text(inBase64(data))
}

// decodeText is textdecodebase64.
func decodeText(c call) *tree.Node {
	charset, other := c.charset()
	if other != nil {
		return other
	}
	data, err := base64.StdEncoding.DecodeString(c.arguments[0].Text)
	if err != nil {
		return c.fail("the text is not Base64")
	}
	text, err := charset.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return c.fail("the bytes are no text in %s", c.arguments[1].Text)
	}
	return c.decoded(text)
}

// charset is the encoding that the second argument names, by IANA's names.
func (c call) charset() (encoding.Encoding, *tree.Node) {
	if !c.allKnown() {
		return nil, c.unknown(c.unit().firstUnknown(c.arguments...))
	}
	charset, err := ianaindex.IANA.Encoding(c.arguments[1].Text)
	if err != nil || charset == nil {
		return nil, c.fail("%s is no encoding of texts", c.arguments[1].Text)
	}
	return charset, nil
}

// maxTable is the longest text that is read as a table: each of its bytes may be a value.
const maxTable = source.MaxCode / 8

// readCSV is csvdecode.
func readCSV(c call) *tree.Node {
	text := c.arguments[0].Text
	if len(text) > maxTable || !c.unit().spend(strings.Count(text, ",")+strings.Count(text, "\n")) {
		return c.doubt(tooLarge)
	}
	return c.unit().apply(stdlib.CSVDecodeFunc, c.arguments, c.at)
}
