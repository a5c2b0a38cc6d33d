package main

import (
	"strings"

	"github.com/spf13/cobra"
)

type handler func(string) string

func (h handler) twice(s string) string { return h(h(s)) }

func (h handler) Handle(s string) string { return h(s) }

type Handler interface{ Handle(string) string }

type middleware func(Handler) Handler

func chain(h Handler, ms ...middleware) Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func wrap(l, r string) middleware {
	return func(h Handler) Handler {
		return handler(func(s string) string { return l + h.Handle(s) + r })
	}
}

func main() {
	root := &cobra.Command{Use: "types-with-methods"}
	f := root.Flags()
	h := handler(strings.ToUpper)
	f.String("twice", handler(func(s string) string { return s + "." }).twice("x"), "a method of a function")
	f.String("chain", chain(h, wrap("<", ">"), wrap("(", ")")).Handle("core"), "the first is outermost")
	root.Execute()
}
