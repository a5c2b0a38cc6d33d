// The program registers flags in every way, and tells what else it saw as defaults of more flags: so
// one listing of commands and flags holds a library against another.
package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// note keeps a text as the default of a flag.
func note(fs *pflag.FlagSet, name string, values ...interface{}) {
	fs.String(name, fmt.Sprint(values...), "")
}

// said returns what fn panics with.
func said(fn func()) (text string) {
	defer func() {
		text = fmt.Sprint(recover())
	}()
	fn()
	return ""
}

func run(cmd *cobra.Command, args []string) {
}

func sub(name string, fill func(fs *pflag.FlagSet)) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: "the " + name, Run: run}
	fill(cmd.Flags())
	return cmd
}

func tree() *cobra.Command {
	root := &cobra.Command{Use: "root [command]", Short: "all", Long: "all of it", SilenceUsage: true}
	root.PersistentFlags().StringP("config", "c", "/etc/config", "the `file` to read")
	root.AddCommand(
		sub("scalars", scalars),
		sub("numbers", numbers),
		sub("slices", slices),
		sub("texts", texts),
		sub("addresses", addresses),
		sub("octets", octets),
		sub("maps", maps),
		sub("sets", sets),
		sub("getters", getters),
		sub("names", names),
		sub("clashes", clashes),
		sub("deprecated", deprecated),
		sub("standard", standard),
		sub("text-types", textTypes),
		sub("durations", durations),
		sub("calendar", calendar),
		sub("net", network),
		sub("containers", containers),
		sub("order", order),
		sub("errors", errorTexts),
		sub("threads", threads),
		sub("streams", streams),
		sub("system", system),
	)
	family(root)
	return root
}

// whole adds what executes commands and parses arguments, where an interpreter of set-ups ends.
func whole() *cobra.Command {
	root := tree()
	root.AddCommand(
		sub("parsing", parsing),
		sub("standard-parsing", standardParsing),
		sub("executed", executed),
	)
	return root
}
