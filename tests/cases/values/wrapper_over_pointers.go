// Values that keep pointers to the fields of an options struct, as libraries do.
package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

type urlValue struct{ target *string }
type intPtr struct{ target **int }
type onOff struct {
	dst    *bool
	invert bool
}

func (u urlValue) String() string     { return *u.target }
func (u urlValue) Type() string       { return "url" }
func (u urlValue) Set(s string) error { *u.target = "http://" + s; return nil }

func (i intPtr) String() string {
	if i.target == nil || *i.target == nil {
		return ""
	}
	return strconv.Itoa(**i.target)
}
func (i intPtr) Type() string { return "int" }
func (i intPtr) Set(s string) error {
	n, err := strconv.Atoi(s)
	*i.target = &n
	return err
}

func (o onOff) String() string   { return strconv.FormatBool(*o.dst != o.invert) }
func (o onOff) Type() string     { return "bool" }
func (o onOff) Set(string) error { *o.dst = !o.invert; return nil }

func main() {
	root := &cobra.Command{Use: "wrapper-over-pointers"}
	f := root.Flags()
	var opts struct {
		url      string
		n, unset *int
		quiet    bool
	}
	u, n := urlValue{&opts.url}, intPtr{&opts.n}
	u.Set("istio.io")
	n.Set("42")
	f.Var(u, "url", "an address")
	f.Var(n, "n", "an optional number")
	f.Var(intPtr{&opts.unset}, "unset", "none")
	f.Var(onOff{&opts.quiet, true}, "loud", "the opposite of quiet")
	f.VarPF(onOff{dst: &opts.quiet}, "quiet", "q", "quiet").NoOptDefVal = "true"
	f.String("now", fmt.Sprint(opts.url, *opts.n, opts.unset == nil), "what was set")
	root.Execute()
}
