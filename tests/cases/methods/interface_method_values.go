package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

type greeter interface{ Greet(string) string }

type polite struct{ word string }

func (p *polite) Greet(n string) string { return p.word + " " + n }

type rude struct{ *polite }

func (r rude) Greet(n string) string { return strings.ToUpper(r.polite.Greet(n)) }

func main() {
	root := &cobra.Command{Use: "interface-method-values"}
	f := root.Flags()
	p := &polite{"hello"}
	var g greeter = p
	bound := g.Greet
	promoted := rude{p}.polite.Greet
	expr := greeter.Greet
	stringer := fmt.Stringer.String
	g = rude{p}
	p.word = "bye"
	p = &polite{"other"}
	f.String("bound", bound("a"), "bound to what it held then")
	f.String("promoted", promoted("b"), "through an embedded pointer")
	f.String("expression", expr(g, "c"), "the interface's method as a function")
	f.String("stringer", stringer(time.Second), "of the library")
	f.String("new", greeter.Greet(p, "d"), "called where it stands")
	root.Execute()
}
