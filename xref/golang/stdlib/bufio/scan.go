// Package bufio has the standard library's Scanner, which reads all of its reader at once.
package bufio

import (
	"errors"
	"io"
)

// MaxScanTokenSize is the longest token.
const MaxScanTokenSize = 64 * 1024

// Errors of a Scanner.
var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrFinalToken      = errors.New("final token")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
)

// SplitFunc finds the next token.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// Scanner hands out a reader's tokens, one after the other.
type Scanner struct {
	source io.Reader
	split  SplitFunc
	data   []byte
	read   bool
	done   bool
	token  []byte
	err    error
}

// NewScanner makes a scanner of lines.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{source: r, split: ScanLines}
}

// Split sets how tokens are found.
func (s *Scanner) Split(split SplitFunc) {
	s.split = split
}

// Buffer is of no consequence where all is read at once.
func (s *Scanner) Buffer(buf []byte, max int) {}

// Scan goes on to the next token; false where there is none.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	if !s.read {
		s.data, s.err = io.ReadAll(s.source)
		s.read = true
	}
	for {
		advance, token, err := s.split(s.data, true)
		if err != nil {
			s.done = true
			s.token = token
			if err != ErrFinalToken {
				s.err = err
				return false
			}
			return token != nil
		}
		s.data = s.data[advance:]
		if token != nil {
			s.token = token
			return true
		}
		if advance == 0 || len(s.data) == 0 {
			s.done = true
			s.token = nil
			return false
		}
	}
}

// Text is the token, as a string.
func (s *Scanner) Text() string {
	return string(s.token)
}

// Bytes is the token.
func (s *Scanner) Bytes() []byte {
	return s.token
}

// Err is the first error, if it is not the reader's end.
func (s *Scanner) Err() error {
	return s.err
}

// ScanLines finds lines, without their ends.
func ScanLines(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	for i, c := range data {
		if c == '\n' {
			return i + 1, withoutReturn(data[:i]), nil
		}
	}
	return len(data), withoutReturn(data), nil
}

func withoutReturn(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}

// ScanBytes finds single bytes.
func ScanBytes(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

// ScanRunes finds characters.
func ScanRunes(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	for i := range string(data) {
		if i > 0 {
			return i, wellFormed(data[:i]), nil
		}
	}
	return len(data), wellFormed(data), nil
}

func wellFormed(char []byte) []byte {
	return []byte(string([]rune(string(char))))
}

// ScanWords finds what stands between blanks.
func ScanWords(data []byte, atEOF bool) (int, []byte, error) {
	start := 0
	for start < len(data) && blank(data[start]) {
		start++
	}
	if start == len(data) {
		return start, nil, nil
	}
	end := start
	for end < len(data) && !blank(data[end]) {
		end++
	}
	if end < len(data) {
		return end + 1, data[start:end], nil
	}
	return end, data[start:end], nil
}

func blank(c byte) bool {
	return c == ' ' || '\t' <= c && c <= '\r'
}
