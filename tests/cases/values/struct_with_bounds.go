package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

type bounded struct {
	min, max, value int
}

var _ pflag.Value = (*bounded)(nil)

func (b *bounded) String() string { return strconv.Itoa(b.value) }
func (b *bounded) Type() string   { return fmt.Sprintf("int[%d..%d]", b.min, b.max) }
func (b *bounded) Set(s string) error {
	n, err := strconv.Atoi(s)
	switch {
	case err != nil:
		return err
	case n < b.min || n > b.max:
		return fmt.Errorf("%d lies outside %d to %d", n, b.min, b.max)
	}
	b.value = n
	return nil
}

func main() {
	root := &cobra.Command{Use: "struct-with-bounds"}
	f := root.Flags()
	for _, b := range []*bounded{{1, 10, 5}, {max: 100}} {
		f.Var(b, fmt.Sprintf("to-%d", b.max), "a bounded number")
		if err := b.Set("50"); err != nil {
			f.String("error", err.Error(), "outside")
		}
		f.Int(fmt.Sprintf("now-%d", b.max), b.value, "afterwards")
	}
	root.Execute()
}
