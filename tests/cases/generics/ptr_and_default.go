package main

import (
	"time"

	"github.com/spf13/cobra"
)

func ptr[T any](v T) *T { return &v }

func or[T comparable](vs ...T) T {
	var none T
	for _, v := range vs {
		if v != none {
			return v
		}
	}
	return none
}

type config struct {
	port *int
	host *string
}

func deref[T any](p *T, def T) T {
	if p == nil {
		return def
	}
	return *p
}

func main() {
	root := &cobra.Command{Use: "ptr-and-default"}
	f := root.Flags()
	c := config{port: ptr(15010)}
	f.Int("port", deref(c.port, 1), "set")
	f.String("host", deref(c.host, "localhost"), "not set")
	f.String("or", or("", "second", "third"), "the first that is something")
	f.Duration("timeout", or(0, 3*time.Second), "inferred from the typed one")
	root.Execute()
}
