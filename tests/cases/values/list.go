package main

import (
	"strings"

	"github.com/spf13/cobra"
)

type list struct {
	items   []string
	changed bool
}

func (l *list) String() string { return "{" + strings.Join(l.items, "|") + "}" }
func (l *list) Type() string   { return "list" }
func (l *list) Set(s string) error {
	if !l.changed {
		l.items, l.changed = nil, true
	}
	l.items = append(l.items, strings.Split(s, "|")...)
	return nil
}

func main() {
	root := &cobra.Command{Use: "list"}
	f := root.Flags()
	a := &list{items: []string{"x", "y"}}
	b := &list{items: []string{"gone"}}
	b.Set("p|q")
	b.Set("r")
	f.Var(a, "plain", "as made")
	f.Var(b, "set", "as set")
	f.Var(&list{}, "empty", "nothing in it")
	a.items[0] = "late"
	f.Var(a, "again", "the same one later")
	root.Execute()
}
