// Package bytes is the standard library's, done with strings.
package bytes

import (
	"errors"
	"io"
	"strings"
)

// MinRead is the least room that ReadFrom asks for.
const MinRead = 512

// Buffer is a text that grows at its end and is read at its beginning.
type Buffer struct {
	text string
}

// NewBuffer makes a buffer.
func NewBuffer(buf []byte) *Buffer {
	return &Buffer{string(buf)}
}

// NewBufferString makes a buffer.
func NewBufferString(s string) *Buffer {
	return &Buffer{s}
}

func (b *Buffer) Bytes() []byte {
	return []byte(b.text)
}

// String is the text that is not yet read; "<nil>" without a buffer.
func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return b.text
}

func (b *Buffer) Len() int {
	return len(b.text)
}

func (b *Buffer) Grow(n int) {
}

func (b *Buffer) Reset() {
	b.text = ""
}

// Truncate keeps the first n octets.
func (b *Buffer) Truncate(n int) {
	b.text = b.text[:n]
}

func (b *Buffer) Write(p []byte) (int, error) {
	b.text += string(p)
	return len(p), nil
}

func (b *Buffer) WriteString(s string) (int, error) {
	b.text += s
	return len(s), nil
}

func (b *Buffer) WriteByte(c byte) error {
	b.text += string([]byte{c})
	return nil
}

func (b *Buffer) WriteRune(r rune) (int, error) {
	text := string(r)
	b.text += text
	return len(text), nil
}

func (b *Buffer) ReadFrom(r io.Reader) (int64, error) {
	all, err := io.ReadAll(r)
	b.text += string(all)
	return int64(len(all)), err
}

func (b *Buffer) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, b.text)
	b.text = b.text[n:]
	return int64(n), err
}

func (b *Buffer) Read(p []byte) (int, error) {
	if b.text == "" && len(p) > 0 {
		return 0, io.EOF
	}
	n := copy(p, b.text)
	b.text = b.text[n:]
	return n, nil
}

// Next reads n octets, or what is left.
func (b *Buffer) Next(n int) []byte {
	if n > len(b.text) {
		n = len(b.text)
	}
	out := []byte(b.text[:n])
	b.text = b.text[n:]
	return out
}

func (b *Buffer) ReadByte() (byte, error) {
	if b.text == "" {
		return 0, io.EOF
	}
	return b.Next(1)[0], nil
}

// ReadString reads up to delim, or all with io.EOF.
func (b *Buffer) ReadString(delim byte) (string, error) {
	at := strings.IndexByte(b.text, delim)
	if at < 0 {
		return string(b.Next(len(b.text))), io.EOF
	}
	return string(b.Next(at + 1)), nil
}

func (b *Buffer) ReadBytes(delim byte) ([]byte, error) {
	line, err := b.ReadString(delim)
	return []byte(line), err
}

// ErrTooLarge says that a buffer cannot grow.
var ErrTooLarge = errors.New("bytes.Buffer: too large")

// Reader reads octets.
type Reader struct {
	*strings.Reader
}

// NewReader makes a reader.
func NewReader(b []byte) *Reader {
	return &Reader{strings.NewReader(string(b))}
}
