package cobra

import (
	"encoding/json"
	"os"
	"sort"

	flag "github.com/spf13/pflag"
)

// DumpedFlag is one flag as the expected trees spell it.
type DumpedFlag struct {
	Name         string `json:"name"`
	Shorthand    string `json:"shorthand"`
	Type         string `json:"type"`
	Default      string `json:"default"`
	NoOptDefault string `json:"no_opt_default"`
	Usage        string `json:"usage"`
	Persistent   bool   `json:"persistent"`
	Hidden       bool   `json:"hidden"`
	Deprecated   string `json:"deprecated"`
}

// DumpedCommand is one command with the flags that it registers itself.
type DumpedCommand struct {
	Path       string       `json:"path"`
	Aliases    []string     `json:"aliases"`
	Hidden     bool         `json:"hidden"`
	Deprecated string       `json:"deprecated"`
	Runnable   bool         `json:"runnable"`
	Short      string       `json:"short"`
	Flags      []DumpedFlag `json:"flags"`
}

// WriteDump sorts and writes the commands to the file that XREF_DUMP names, and ends the program.
func WriteDump(commands []DumpedCommand) {
	sort.Slice(commands, func(i, j int) bool { return commands[i].Path < commands[j].Path })
	for _, c := range commands {
		flags := c.Flags
		sort.Slice(flags, func(i, j int) bool { return flags[i].Name < flags[j].Name })
	}
	text, err := json.Marshal(map[string]interface{}{"commands": commands})
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile(os.Getenv("XREF_DUMP"), text, 0644); err != nil {
		panic(err)
	}
	os.Exit(0)
}

// DumpFlag tells what pflag knows of a flag.
func DumpFlag(f *flag.Flag, persistent bool) DumpedFlag {
	return DumpedFlag{
		Name: f.Name, Shorthand: f.Shorthand, Type: f.Value.Type(), Default: f.DefValue,
		NoOptDefault: f.NoOptDefVal, Usage: f.Usage, Persistent: persistent,
		Hidden: f.Hidden, Deprecated: f.Deprecated,
	}
}

// dumpTree stands in for the execution of a root command.
func dumpTree(root *Command) {
	commands := []DumpedCommand{}
	collect(root, map[*flag.Flag]bool{}, &commands)
	WriteDump(commands)
}

// collect adds a command and those below it; flags in seen belong to a command above. The help
// command and the --help flag that cobra itself adds are left out.
func collect(c *Command, seen map[*flag.Flag]bool, out *[]DumpedCommand) {
	flags := []DumpedFlag{}
	mine := map[*flag.Flag]bool{}
	for f := range seen {
		mine[f] = true
	}
	add := func(persistent bool) func(*flag.Flag) {
		return func(f *flag.Flag) {
			own := f.Name == "help" && f.Usage == "help for "+c.Name()
			if mine[f] || own {
				return
			}
			mine[f] = true
			flags = append(flags, DumpFlag(f, persistent))
		}
	}
	c.PersistentFlags().VisitAll(add(true))
	below := map[*flag.Flag]bool{}
	for f := range mine {
		below[f] = true
	}
	c.Flags().VisitAll(add(false))
	aliases := append([]string{}, c.Aliases...)
	*out = append(*out, DumpedCommand{
		Path: c.CommandPath(), Aliases: aliases, Hidden: c.Hidden, Deprecated: c.Deprecated,
		Runnable: c.Runnable(), Short: c.Short, Flags: flags,
	})
	for _, child := range c.Commands() {
		if child != c.Root().helpCommand {
			collect(child, below, out)
		}
	}
}
