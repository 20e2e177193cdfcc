package main

import (
	"errors"
	"strconv"
	"strings"
)

// A sizeFlag is a number of bytes, written with or without a unit.
type sizeFlag struct{ bytes *int64 }

// sizeUnits are the units of sizes; of all of them, K and KB are 1024 bytes.
var sizeUnits = map[string]int64{"": 1, "B": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}

// maxFileSize is more than any file of ours, and what a run can hold in memory.
const maxFileSize = 1 << 30

func (f sizeFlag) Set(text string) error {
	digits := strings.TrimRight(text, "BKMGTibkmgt ")
	unit := strings.TrimSpace(strings.ToUpper(text[len(digits):]))
	unit = strings.TrimSuffix(strings.TrimSuffix(unit, "IB"), "B")
	number, err := strconv.ParseInt(digits, 10, 64)
	factor, known := sizeUnits[unit]
	if err != nil || !known {
		return errors.New("write a size such as 500KiB, 4MiB or 1000000")
	}
	if number < 1 || number > maxFileSize/factor {
		return errors.New("a size is at least 1 byte and at most 1 GiB")
	}
	*f.bytes = number * factor
	return nil
}

func (f sizeFlag) String() string {
	if f.bytes == nil || *f.bytes == 0 {
		return ""
	}
	return strconv.FormatInt(*f.bytes, 10)
}

func (sizeFlag) Type() string { return "SIZE" }
