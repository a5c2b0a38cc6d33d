package strings

import (
	"errors"
	"io"
)

// Reader reads a text.
type Reader struct {
	text string
	at   int
}

// NewReader makes a reader.
func NewReader(s string) *Reader {
	return &Reader{s, 0}
}

func (r *Reader) Len() int {
	return len(r.text) - r.at
}

func (r *Reader) Size() int64 {
	return int64(len(r.text))
}

func (r *Reader) Reset(s string) {
	r.text = s
	r.at = 0
}

func (r *Reader) Read(p []byte) (int, error) {
	if r.at >= len(r.text) {
		return 0, io.EOF
	}
	n := copy(p, r.text[r.at:])
	r.at += n
	return n, nil
}

func (r *Reader) ReadByte() (byte, error) {
	if r.at >= len(r.text) {
		return 0, io.EOF
	}
	r.at++
	return r.text[r.at-1], nil
}

func (r *Reader) UnreadByte() error {
	if r.at <= 0 {
		return errors.New("strings.Reader.UnreadByte: at beginning of string")
	}
	r.at--
	return nil
}

func (r *Reader) ReadRune() (rune, int, error) {
	rest := r.text[r.at:]
	if rest == "" {
		return 0, 0, io.EOF
	}
	first := rune(0)
	size := len(rest)
	for i, char := range rest {
		if i > 0 {
			size = i
			break
		}
		first = char
	}
	r.at += size
	return first, size, nil
}

func (r *Reader) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, r.text[r.at:])
	r.at += n
	return int64(n), err
}
