package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

type mode string

func (m mode) String() string     { return strings.ToUpper(string(m)) }
func (m mode) Type() string       { return "mode" }
func (m mode) Set(s string) error { return nil }

type holder struct {
	mode
	strict bool
}

func (h holder) Type() string { return fmt.Sprintf("mode/%t", h.strict) }

func main() {
	root := &cobra.Command{Use: "value-receiver"}
	f := root.Flags()
	m := mode("fast")
	f.Var(m, "mode", "a copy")
	m = "slow"
	f.Var(&m, "pointer", "a pointer has the methods too")
	f.Var(holder{mode: "deep", strict: true}, "holder", "promoted methods")
	m = "later"
	f.String("now", f.Lookup("mode").Value.String()+f.Lookup("pointer").Value.String(), "asked again")
	root.Execute()
}
