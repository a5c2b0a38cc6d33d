// Package csv writes and reads comma-separated values, as far as flag libraries use it: one
// record at a time, quoted as RFC 4180 wants it.
package csv

import (
	"errors"
	"io"
	"strings"
)

// ErrFieldCount and ErrQuote are the errors of a record that cannot be read.
var (
	ErrFieldCount = errors.New("wrong number of fields")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
)

// Writer writes records.
type Writer struct {
	Comma   rune
	UseCRLF bool
	w       io.Writer
	err     error
}

// NewWriter returns a writer of comma-separated records.
func NewWriter(w io.Writer) *Writer {
	return &Writer{Comma: ',', w: w}
}

func (w *Writer) needsQuotes(field string) bool {
	if field == "" {
		return false
	}
	if field == `\.` {
		return true
	}
	return strings.ContainsAny(field, string(w.Comma)+"\"\r\n") || field[0] == ' ' || field[0] == '\t'
}

// Write writes one record.
func (w *Writer) Write(record []string) error {
	end := "\n"
	if w.UseCRLF {
		end = "\r\n"
	}
	fields := make([]string, 0, len(record))
	for _, field := range record {
		if w.needsQuotes(field) {
			field = `"` + strings.Replace(field, `"`, `""`, -1) + `"`
		}
		fields = append(fields, field)
	}
	_, w.err = w.w.Write([]byte(strings.Join(fields, string(w.Comma)) + end))
	return w.err
}

// WriteAll writes several records.
func (w *Writer) WriteAll(records [][]string) error {
	for _, record := range records {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return nil
}

// Flush has nothing to do, for every record is written at once.
func (w *Writer) Flush() {}

// Error tells the last error.
func (w *Writer) Error() error {
	return w.err
}

// Reader reads records.
type Reader struct {
	Comma            rune
	Comment          rune
	FieldsPerRecord  int
	LazyQuotes       bool
	TrimLeadingSpace bool
	r                io.Reader
	rest             string
	read             bool
}

// NewReader returns a reader of comma-separated records.
func NewReader(r io.Reader) *Reader {
	return &Reader{Comma: ',', r: r}
}

// Read reads one record, and io.EOF after the last.
func (r *Reader) Read() ([]string, error) {
	if !r.read {
		data, err := io.ReadAll(r.r)
		if err != nil {
			return nil, err
		}
		r.rest = string(data)
		r.read = true
	}
	for strings.HasPrefix(r.rest, "\n") || strings.HasPrefix(r.rest, "\r\n") {
		r.rest = strings.TrimLeft(r.rest, "\r\n")
	}
	if r.rest == "" {
		return nil, io.EOF
	}
	var record []string
	for {
		field, last, err := r.field()
		if err != nil {
			return nil, err
		}
		record = append(record, field)
		if last {
			return record, nil
		}
	}
}

func (r *Reader) field() (string, bool, error) {
	if !strings.HasPrefix(r.rest, `"`) {
		end := strings.IndexAny(r.rest, string(r.Comma)+"\n")
		if end < 0 {
			field := r.rest
			r.rest = ""
			return field, true, bare(field)
		}
		field, last := r.rest[:end], r.rest[end] == '\n'
		r.rest = r.rest[end+1:]
		return strings.TrimSuffix(field, "\r"), last, bare(field)
	}
	field := ""
	rest := r.rest[1:]
	for {
		end := strings.Index(rest, `"`)
		if end < 0 {
			return "", true, ErrQuote
		}
		field += rest[:end]
		rest = rest[end+1:]
		if !strings.HasPrefix(rest, `"`) {
			break
		}
		field += `"`
		rest = rest[1:]
	}
	if rest == "" || rest == "\n" {
		r.rest = ""
		return field, true, nil
	}
	if rest[0] == '\n' || string(rest[0]) == string(r.Comma) {
		r.rest = rest[1:]
		return field, rest[0] == '\n', nil
	}
	return "", true, ErrQuote
}

func bare(field string) error {
	if strings.Contains(field, `"`) {
		return ErrQuote
	}
	return nil
}

// ReadAll reads all records.
func (r *Reader) ReadAll() ([][]string, error) {
	var records [][]string
	for {
		record, err := r.Read()
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}
