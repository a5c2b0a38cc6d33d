// Package errors is the standard library's. As is left out: it cannot be written without reflection.
package errors

type errorString struct {
	text string
}

func (e *errorString) Error() string {
	return e.text
}

// ErrUnsupported says that an operation is not supported.
var ErrUnsupported = New("unsupported operation")

// New makes an error that equals no other.
func New(text string) error {
	return &errorString{text}
}

type single interface {
	Unwrap() error
}

type several interface {
	Unwrap() []error
}

type matcher interface {
	Is(error) bool
}

// Unwrap returns the error within, or nil.
func Unwrap(err error) error {
	if outer, ok := err.(single); ok {
		return outer.Unwrap()
	}
	return nil
}

// Is tells whether err or an error within it is target.
func Is(err, target error) bool {
	for err != nil && target != nil {
		if err == target {
			return true
		}
		if judge, ok := err.(matcher); ok && judge.Is(target) {
			return true
		}
		if outer, ok := err.(several); ok {
			for _, inner := range outer.Unwrap() {
				if Is(inner, target) {
					return true
				}
			}
			return false
		}
		err = Unwrap(err)
	}
	return err == target
}

type joined struct {
	errs []error
}

func (e *joined) Error() string {
	text := ""
	for i, err := range e.errs {
		if i > 0 {
			text += "\n"
		}
		text += err.Error()
	}
	return text
}

func (e *joined) Unwrap() []error {
	return e.errs
}

// Join makes one error of those that are not nil; nil if there are none.
func Join(errs ...error) error {
	kept := []error{}
	for _, err := range errs {
		if err != nil {
			kept = append(kept, err)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return &joined{kept}
}
