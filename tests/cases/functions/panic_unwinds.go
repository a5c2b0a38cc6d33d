package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

var trail []string

func level(n int) {
	defer func() { trail = append(trail, fmt.Sprintf("leave %d", n)) }()
	if n == 3 {
		panic(fmt.Errorf("depth %d", n))
	}
	level(n + 1)
	trail = append(trail, "never")
}

func guarded() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	level(1)
	return nil
}

func rethrow() (s string) {
	defer func() { s = fmt.Sprint("outer ", recover()) }()
	func() {
		defer func() {
			r := recover()
			panic(fmt.Sprint("again ", r))
		}()
		panic("once")
	}()
	return "no"
}

func main() {
	root := &cobra.Command{Use: "panic-unwinds"}
	f := root.Flags()
	err := guarded()
	f.String("err", err.Error(), "what was thrown")
	f.StringSlice("trail", trail, "each level left")
	f.String("rethrown", rethrow(), "thrown again")
	f.Bool("none", recover() == nil, "nothing to recover")
	root.Execute()
}
