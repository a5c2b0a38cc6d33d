package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

var ErrA = errors.New("a")

type coded struct {
	code int
	err  error
}

func (c coded) Error() string { return fmt.Sprintf("code %d: %v", c.code, c.err) }
func (c coded) Unwrap() error { return c.err }

func deep() error { return fmt.Errorf("third: %w", coded{2, fmt.Errorf("first: %w", ErrA)}) }

func main() {
	root := &cobra.Command{Use: "wrapping"}
	f := root.Flags()
	err := deep()
	f.String("text", err.Error(), "all of it")
	f.Bool("is", errors.Is(err, ErrA), "at the bottom")
	var c coded
	if errors.As(err, &c) {
		f.Int("code", c.code, "found on the way")
	}
	f.String("unwrapped", errors.Unwrap(err).Error(), "one layer off")
	f.Bool("plain", errors.Unwrap(fmt.Errorf("v: %v", ErrA)) == nil, "not wrapped")
	f.Bool("nil", errors.Is(nil, ErrA), "nothing is nothing")
	root.Execute()
}
