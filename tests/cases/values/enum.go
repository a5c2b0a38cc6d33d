package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type level int

var levelNames = map[level]string{0: "none", 1: "info", 2: "debug"}

func (l *level) String() string { return levelNames[*l] }
func (l *level) Type() string   { return "level" }
func (l *level) Set(s string) error {
	for k, v := range levelNames {
		if v == s {
			*l = k
			return nil
		}
	}
	return fmt.Errorf("no level %q", s)
}

func main() {
	root := &cobra.Command{Use: "enum"}
	f := root.Flags()
	l, m := level(1), level(0)
	f.Var(&l, "level", "level of the log")
	if err := m.Set("debug"); err == nil {
		f.VarP(&m, "stack", "s", "level for stacks")
	}
	err := l.Set("loud")
	f.String("error", err.Error(), "refused")
	f.Int("number", int(m), "what was set")
	root.Execute()
}
