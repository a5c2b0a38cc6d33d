// dump stands in for main.go of the program: it writes the tree of commands and flags as JSON.
package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

type flagFact struct {
	Name           string `json:"name"`
	Shorthand      string `json:"shorthand"`
	Type           string `json:"type"`
	Default        string `json:"default"`
	NoOptDefault   string `json:"no_opt_default"`
	Usage          string `json:"usage"`
	Persistent     bool   `json:"persistent"`
	Hidden         bool   `json:"hidden"`
	Deprecated     string `json:"deprecated"`
	ShortHandNotes string `json:"shorthand_deprecated"`
}

type commandFact struct {
	Path       string     `json:"path"`
	Aliases    []string   `json:"aliases"`
	Short      string     `json:"short"`
	Long       string     `json:"long"`
	Hidden     bool       `json:"hidden"`
	Deprecated string     `json:"deprecated"`
	Runnable   bool       `json:"runnable"`
	Flags      []flagFact `json:"flags"`
}

func collect(cmd *cobra.Command, facts []commandFact) []commandFact {
	fact := commandFact{Path: cmd.CommandPath(), Aliases: append([]string{}, cmd.Aliases...), Short: cmd.Short, Long: cmd.Long,
		Hidden: cmd.Hidden, Deprecated: cmd.Deprecated, Runnable: cmd.Runnable(), Flags: []flagFact{}}
	add := func(persistent bool) func(*pflag.Flag) {
		return func(f *pflag.Flag) {
			fact.Flags = append(fact.Flags, flagFact{f.Name, f.Shorthand, f.Value.Type(), f.DefValue, f.NoOptDefVal, f.Usage, persistent,
				f.Hidden, f.Deprecated, f.ShorthandDeprecated})
		}
	}
	// A flag stands at the command that registers it, also where it hides one from above.
	elsewhere := map[*pflag.Flag]bool{}
	note := func(f *pflag.Flag) { elsewhere[f] = true }
	cmd.PersistentFlags().VisitAll(note)
	cmd.VisitParents(func(parent *cobra.Command) { parent.PersistentFlags().VisitAll(note) })
	cmd.PersistentFlags().VisitAll(add(true))
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !elsewhere[f] {
			add(false)(f)
		}
	})
	facts = append(facts, fact)
	for _, child := range cmd.Commands() {
		facts = collect(child, facts)
	}
	return facts
}

func main() {
	root := whole()
	root.InitDefaultHelpCmd()
	text, err := json.MarshalIndent(collect(root, nil), "", " ")
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}
