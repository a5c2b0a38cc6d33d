package main

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

type crash struct{ code int }

func (c crash) Error() string { return fmt.Sprintf("crash %d", c.code) }

func try(g func()) (msg string) {
	defer func() {
		switch r := recover().(type) {
		case nil:
			msg = "fine"
		case crash:
			msg = "custom " + r.Error()
		case runtime.Error:
			msg = "runtime: " + r.Error()
		case error:
			msg = "error: " + r.Error()
		default:
			msg = fmt.Sprintf("other: %v", r)
		}
	}()
	g()
	return "unseen"
}

func main() {
	root := &cobra.Command{Use: "recover"}
	f := root.Flags()
	var m map[string]int
	var p *crash
	s := []int{1}
	i := 5
	f.String("none", try(func() {}), "no panic")
	f.String("string", try(func() { panic("text") }), "a string")
	f.String("custom", try(func() { panic(crash{7}) }), "an error of its own")
	f.String("error", try(func() { panic(errors.New("plain")) }), "an error")
	f.String("index", try(func() { s[i] = 0 }), "out of range")
	f.String("divide", try(func() { i /= len(m) }), "by zero")
	f.String("nil-map", try(func() { m["a"] = 1 }), "a nil map")
	f.String("nil-pointer", try(func() { p.code = 1 }), "a nil pointer")
	f.String("assertion", try(func() { _ = interface{}(i).(string) }), "the wrong type")
	f.String("nested", try(func() { defer func() { panic("second") }(); panic("first") }), "the last one counts")
	root.Execute()
}
