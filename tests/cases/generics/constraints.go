package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type named interface {
	comparable
	Name() string
}

type user struct{ n string }

func (u user) Name() string { return u.n }

func find[T named](xs []T, want T) string {
	for i, x := range xs {
		if x == want {
			return fmt.Sprintf("%s at %d", x.Name(), i)
		}
	}
	return "none"
}

type setter[T any] interface {
	*T
	Set(string)
}

type opt struct{ v string }

func (o *opt) Set(s string) { o.v = s }

func build[T any, P setter[T]](s string) T {
	var t T
	P(&t).Set(s)
	return t
}

func largest[T ~int | ~string](a T, rest ...T) T {
	for _, x := range rest {
		if x > a {
			a = x
		}
	}
	return a
}

func main() {
	root := &cobra.Command{Use: "constraints"}
	f := root.Flags()
	f.String("found", find([]user{{"a"}, {"b"}}, user{"b"}), "by equality")
	f.String("built", build[opt]("set").v, "through a pointer's method")
	f.String("largest", largest("b", "c", "a"), "ordered")
	f.Int("largest-int", largest(3, 1), "ordered")
	root.Execute()
}
