// Package dumpflag stands in for flag.Parse in programs that have the standard flags alone.
package dumpflag

import (
	"flag"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Parse dumps the flags of a set as the one command of the program, named as the program is.
// What there is to parse is ignored. The type is the one that pflag would give; a standard flag has no shorthand.
func Parse(set *flag.FlagSet, _ ...[]string) error {
	flags := []cobra.DumpedFlag{}
	set.VisitAll(func(f *flag.Flag) {
		dumped := cobra.DumpFlag(pflag.PFlagFromGoFlag(f), false)
		dumped.Shorthand = ""
		dumped.Default = f.DefValue
		flags = append(flags, dumped)
	})
	path := filepath.Base(os.Args[0])
	cobra.WriteDump([]cobra.DumpedCommand{{Path: path, Aliases: []string{}, Runnable: true, Flags: flags}})
	return nil
}
