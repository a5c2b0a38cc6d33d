package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

type option[T any] struct {
	name  string
	value T
	usage string
}

func register[T any](add func(*T, string, T, string), o *option[T]) *T {
	add(&o.value, o.name, o.value, o.usage)
	return &o.value
}

type value[T any] struct {
	p      *T
	parse  func(string) (T, error)
	format func(T) string
	kind   string
}

func (v value[T]) String() string { return v.format(*v.p) }
func (v value[T]) Type() string   { return v.kind }
func (v value[T]) Set(s string) (err error) {
	*v.p, err = v.parse(s)
	return
}

func main() {
	root := &cobra.Command{Use: "flag-helpers"}
	f := root.Flags()
	n := register(f.IntVar, &option[int]{"n", 5, "a number"})
	register(f.StringVar, &option[string]{name: "s", usage: "a string"})
	*n = 6
	v := value[int]{n, strconv.Atoi, func(i int) string { return fmt.Sprintf("<%d>", i) }, "angle"}
	v.Set("7")
	f.Var(v, "angle", "a generic value")
	f.Int("now", *n, "set through it")
	root.Execute()
}
