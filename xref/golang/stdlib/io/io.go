// Package io is the standard library's, as far as programs use it before they run.
package io

import "errors"

const (
	SeekStart   = 0
	SeekCurrent = 1
	SeekEnd     = 2
)

var EOF = errors.New("EOF")

var ErrUnexpectedEOF = errors.New("unexpected EOF")

var ErrShortWrite = errors.New("short write")

var ErrShortBuffer = errors.New("short buffer")

var ErrNoProgress = errors.New("multiple Read calls return no data or error")

var ErrClosedPipe = errors.New("io: read/write on closed pipe")

type Reader interface {
	Read(p []byte) (n int, err error)
}

type Writer interface {
	Write(p []byte) (n int, err error)
}

type Closer interface {
	Close() error
}

type Seeker interface {
	Seek(offset int64, whence int) (int64, error)
}

type ReadWriter interface {
	Reader
	Writer
}

type ReadCloser interface {
	Reader
	Closer
}

type WriteCloser interface {
	Writer
	Closer
}

type ReadWriteCloser interface {
	Reader
	Writer
	Closer
}

type ReadSeeker interface {
	Reader
	Seeker
}

type ReadWriteSeeker interface {
	Reader
	Writer
	Seeker
}

type ReaderFrom interface {
	ReadFrom(r Reader) (n int64, err error)
}

type WriterTo interface {
	WriteTo(w Writer) (n int64, err error)
}

type ReaderAt interface {
	ReadAt(p []byte, off int64) (n int, err error)
}

type WriterAt interface {
	WriteAt(p []byte, off int64) (n int, err error)
}

type ByteReader interface {
	ReadByte() (byte, error)
}

type ByteScanner interface {
	ByteReader
	UnreadByte() error
}

type ByteWriter interface {
	WriteByte(c byte) error
}

type RuneReader interface {
	ReadRune() (r rune, size int, err error)
}

type StringWriter interface {
	WriteString(s string) (n int, err error)
}

type discard struct{}

func (discard) Write(p []byte) (int, error) {
	return len(p), nil
}

func (discard) WriteString(s string) (int, error) {
	return len(s), nil
}

// Discard takes everything and keeps nothing.
var Discard Writer = discard{}

// WriteString writes a text.
func WriteString(w Writer, s string) (n int, err error) {
	if texts, ok := w.(StringWriter); ok {
		return texts.WriteString(s)
	}
	return w.Write([]byte(s))
}

// ReadAll reads to the end.
func ReadAll(r Reader) ([]byte, error) {
	out := []byte{}
	part := make([]byte, 512)
	for {
		n, err := r.Read(part)
		out = append(out, part[:n]...)
		if err == EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
	}
}

// Copy writes all that can be read.
func Copy(dst Writer, src Reader) (written int64, err error) {
	text, err := ReadAll(src)
	n, failed := dst.Write(text)
	if failed != nil {
		err = failed
	}
	return int64(n), err
}

type nopCloser struct {
	Reader
}

func (nopCloser) Close() error {
	return nil
}

// NopCloser gives r a Close that does nothing.
func NopCloser(r Reader) ReadCloser {
	return nopCloser{r}
}

type multiWriter struct {
	writers []Writer
}

func (m *multiWriter) Write(p []byte) (n int, err error) {
	for _, w := range m.writers {
		n, err = w.Write(p)
		if err != nil {
			return n, err
		}
	}
	return len(p), nil
}

// MultiWriter writes to all writers.
func MultiWriter(writers ...Writer) Writer {
	return &multiWriter{append([]Writer{}, writers...)}
}

type multiReader struct {
	readers []Reader
}

func (m *multiReader) Read(p []byte) (int, error) {
	for len(m.readers) > 0 {
		n, err := m.readers[0].Read(p)
		if err == EOF {
			m.readers = m.readers[1:]
			err = nil
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
	return 0, EOF
}

// MultiReader reads one reader after the other.
func MultiReader(readers ...Reader) Reader {
	return &multiReader{append([]Reader{}, readers...)}
}
