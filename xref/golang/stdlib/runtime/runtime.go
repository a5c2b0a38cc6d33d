// Package runtime declares the errors that the language itself panics with.
package runtime

// Error is a runtime error.
type Error interface {
	error
	RuntimeError()
}

// A TypeAssertionError explains a type assertion that does not hold.
type TypeAssertionError struct {
	text string
}

func (e *TypeAssertionError) Error() string { return e.text }

// RuntimeError marks the type.
func (*TypeAssertionError) RuntimeError() {}

type plainError string

func (e plainError) Error() string { return string(e) }

func (plainError) RuntimeError() {}

func newError(text string) error { return plainError(text) }

func newAssertionError(text string) error { return &TypeAssertionError{text} }
