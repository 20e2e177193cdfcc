package expression

import "regexp/syntax"

// endless is a length, or a number, that is not worth to count to.
const endless = 1 << 15

// sizeOf is how long the longest text is that an expression matches, and how many there
// are. It looks at nothing but the items: assertions may leave fewer texts, not more.
func sizeOf(re *syntax.Regexp) (longest, values int) {
	switch re.Op {
	case syntax.OpNoMatch:
		return 0, 0
	case syntax.OpLiteral:
		return len(re.Rune), 1
	case syntax.OpCharClass:
		return 1, printable(re.Rune)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1, printable([]rune{' ', '~'})
	case syntax.OpCapture:
		return sizeOf(re.Sub[0])
	case syntax.OpStar, syntax.OpPlus:
		return repeated(re.Sub[0], 0, -1)
	case syntax.OpQuest:
		return repeated(re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		return repeated(re.Sub[0], re.Min, re.Max)
	case syntax.OpConcat:
		values = 1
		for _, part := range re.Sub {
			more, choices := sizeOf(part)
			longest, values = min(longest+more, endless), min(values*choices, endless)
		}
		return longest, values
	case syntax.OpAlternate:
		for _, other := range re.Sub {
			length, more := sizeOf(other)
			longest, values = max(longest, length), min(values+more, endless)
		}
		return longest, values
	default: // an assertion, or nothing
		return 0, 1
	}
}

// repeated is the size of a repetition; most below 0: without limit.
func repeated(re *syntax.Regexp, least, most int) (longest, values int) {
	length, choices := sizeOf(re)
	switch {
	case length == 0:
		return 0, 1
	case most < 0:
		return endless, endless
	}
	power := 1
	for count := range most + 1 {
		if count >= least {
			values = min(values+power, endless)
		}
		power = min(power*choices, endless)
	}
	return min(length*most, endless), values
}

// printable counts the printable characters of a class, which lists ranges.
func printable(ranges []rune) int {
	count := 0
	for i := 0; i < len(ranges); i += 2 {
		count += int(max(0, min(ranges[i+1], '~')-max(ranges[i], ' ')+1))
	}
	return count
}

// fixedLength is how long all texts are that an expression matches, where they are equally
// long.
func fixedLength(re *syntax.Regexp) (length int, fixed bool) {
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune), true
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1, true
	case syntax.OpCapture:
		return fixedLength(re.Sub[0])
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest:
		return 0, false
	case syntax.OpRepeat:
		length, fixed = fixedLength(re.Sub[0])
		return min(length*re.Max, endless), fixed && re.Min == re.Max
	case syntax.OpConcat:
		for _, part := range re.Sub {
			more, same := fixedLength(part)
			if !same {
				return 0, false
			}
			length = min(length+more, endless)
		}
		return length, true
	case syntax.OpAlternate:
		length, fixed = fixedLength(re.Sub[0])
		for _, other := range re.Sub[1:] {
			same, also := fixedLength(other)
			fixed = fixed && also && same == length
		}
		return length, fixed
	default: // an assertion, or nothing
		return 0, true
	}
}
