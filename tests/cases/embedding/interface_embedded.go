package main

import "github.com/spf13/cobra"

type namer interface{ Name() string }
type porter interface{ Port() int }
type service interface {
	namer
	porter
}

type fixed struct {
	n string
	p int
}

func (f fixed) Name() string { return f.n }
func (f fixed) Port() int    { return f.p }

type wrapper struct {
	service
	prefix string
}

func (w wrapper) Name() string { return w.prefix + w.service.Name() }

func main() {
	root := &cobra.Command{Use: "interface-embedded"}
	f := root.Flags()
	var s service = wrapper{fixed{"core", 42}, "my-"}
	f.String("name", s.Name(), "overridden")
	f.Int("port", s.Port(), "passed on")
	w := wrapper{service: s, prefix: "very-"}
	f.String("twice", w.Name(), "wrapped twice")
	var n namer = s
	_, ok := n.(porter)
	f.Bool("ok", ok, "a smaller interface keeps what it holds")
	root.Execute()
}
