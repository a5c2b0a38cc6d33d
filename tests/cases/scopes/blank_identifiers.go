package main

import "github.com/spf13/cobra"

type unused struct {
	_    int
	name string
	_    [2]byte
}

func (_ unused) hello() string { return "hello" }

func two() (int, string) { return 1, "two" }

var _ = two

var _, second = two()

func main() {
	root := &cobra.Command{Use: "blank-identifiers"}
	f := root.Flags()
	_, s := two()
	for _ = range []int{1, 2} {
		s += "."
	}
	_ = s
	u := unused{name: "u"}
	f.String("s", s, "the second alone")
	f.String("second", second, "of the package")
	f.String("hello", u.hello()+u.name, "a receiver without a name")
	root.Execute()
}
