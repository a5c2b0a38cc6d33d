package main

import "github.com/spf13/cobra"

type settings struct{ name string }

func (s *settings) Name() string {
	if s == nil {
		return "none"
	}
	return s.name
}

type namer interface{ Name() string }

func typedNil() namer {
	var s *settings
	return s
}

func main() {
	root := &cobra.Command{Use: "nil-receiver"}
	f := root.Flags()
	var s *settings
	f.String("nil", s.Name(), "a method of nil")
	n := typedNil()
	f.Bool("is-nil", n == nil, "a typed nil is not nil")
	f.String("typed-nil", n.Name(), "and still works")
	var m namer
	f.Bool("real-nil", m == nil, "an empty interface value")
	m = &settings{"set"}
	f.String("set", m.Name(), "held")
	root.Execute()
}
