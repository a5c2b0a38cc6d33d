// Package cobra has the API of github.com/spf13/cobra 0.0.5, and of later releases where that is cheap,
// for trees that do not hold its source. It builds the tree of commands and flags exactly; help texts
// are plain and completion scripts are empty.
package cobra

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// FParseErrWhitelist names the errors that the parsing of flags passes over.
type FParseErrWhitelist pflag.ParseErrorsWhitelist

// Command is one command.
type Command struct {
	Use                    string
	Aliases                []string
	SuggestFor             []string
	Short                  string
	GroupID                string
	Long                   string
	Example                string
	ValidArgs              []string
	ValidArgsFunction      func(cmd *Command, args []string, toComplete string) ([]string, ShellCompDirective)
	Args                   PositionalArgs
	ArgAliases             []string
	BashCompletionFunction string
	Deprecated             string
	Hidden                 bool
	Annotations            map[string]string
	Version                string

	PersistentPreRun   func(cmd *Command, args []string)
	PersistentPreRunE  func(cmd *Command, args []string) error
	PreRun             func(cmd *Command, args []string)
	PreRunE            func(cmd *Command, args []string) error
	Run                func(cmd *Command, args []string)
	RunE               func(cmd *Command, args []string) error
	PostRun            func(cmd *Command, args []string)
	PostRunE           func(cmd *Command, args []string) error
	PersistentPostRun  func(cmd *Command, args []string)
	PersistentPostRunE func(cmd *Command, args []string) error

	SilenceErrors              bool
	SilenceUsage               bool
	DisableFlagParsing         bool
	DisableAutoGenTag          bool
	DisableFlagsInUseLine      bool
	DisableSuggestions         bool
	SuggestionsMinimumDistance int
	TraverseChildren           bool
	FParseErrWhitelist         FParseErrWhitelist
	CompletionOptions          CompletionOptions

	parent         *Command
	commands       []*Command
	sorted         bool
	flags          *pflag.FlagSet
	pflags         *pflag.FlagSet
	lflags         *pflag.FlagSet
	iflags         *pflag.FlagSet
	parentsPflags  *pflag.FlagSet
	globNormFunc   func(f *pflag.FlagSet, name string) pflag.NormalizedName
	args           []string
	calledAs       string
	ctx            context.Context
	groups         []*Group
	usageFunc      func(*Command) error
	usageTemplate  string
	flagErrorFunc  func(*Command, error) error
	helpTemplate   string
	helpFunc       func(*Command, []string)
	helpCommand    *Command
	versionText    string
	in             io.Reader
	outWriter      io.Writer
	errWriter      io.Writer
	completionFunc map[string]func(*Command, []string, string) ([]string, ShellCompDirective)
}

// AddCommand adds commands below c.
func (c *Command) AddCommand(cmds ...*Command) {
	for _, child := range cmds {
		if child == c {
			panic("Command can't be a child of itself")
		}
		child.parent = c
		if c.globNormFunc != nil {
			child.SetGlobalNormalizationFunc(c.globNormFunc)
		}
		c.commands = append(c.commands, child)
		c.sorted = false
	}
}

// RemoveCommand takes commands away from c.
func (c *Command) RemoveCommand(cmds ...*Command) {
	kept := []*Command{}
	for _, child := range c.commands {
		keep := true
		for _, gone := range cmds {
			if child == gone {
				keep = false
				child.parent = nil
			}
		}
		if keep {
			kept = append(kept, child)
		}
	}
	c.commands = kept
}

// ResetCommands takes c out of its tree and its commands away.
func (c *Command) ResetCommands() {
	c.parent = nil
	c.commands = nil
	c.helpCommand = nil
	c.parentsPflags = nil
}

// Commands returns the commands below c, by name unless EnableCommandSorting is off.
func (c *Command) Commands() []*Command {
	if EnableCommandSorting && !c.sorted {
		for i := range c.commands {
			for j := i; j > 0 && c.commands[j].Name() < c.commands[j-1].Name(); j-- {
				c.commands[j], c.commands[j-1] = c.commands[j-1], c.commands[j]
			}
		}
		c.sorted = true
	}
	return c.commands
}

// Name is the first word of Use.
func (c *Command) Name() string {
	return strings.SplitN(c.Use, " ", 2)[0]
}

// CommandPath is the names from the root to c.
func (c *Command) CommandPath() string {
	path := c.Name()
	if c.parent != nil {
		path = c.parent.CommandPath() + " " + path
	}
	return path
}

// UseLine is Use with the path of the parent before and "[flags]" behind where c has flags.
func (c *Command) UseLine() string {
	line := c.Use
	if c.parent != nil {
		line = c.parent.CommandPath() + " " + line
	}
	if !c.DisableFlagsInUseLine && c.HasAvailableFlags() && !strings.Contains(line, "[flags]") {
		line += " [flags]"
	}
	return line
}

// HasAlias tells whether s is one of Aliases.
func (c *Command) HasAlias(s string) bool {
	for _, alias := range c.Aliases {
		if alias == s {
			return true
		}
	}
	return false
}

// NameAndAliases lists the names of c.
func (c *Command) NameAndAliases() string {
	return strings.Join(append([]string{c.Name()}, c.Aliases...), ", ")
}

// CalledAs is the name by which c was called.
func (c *Command) CalledAs() string {
	return c.calledAs
}

// HasParent tells whether c is below another command.
func (c *Command) HasParent() bool {
	return c.parent != nil
}

// Parent is the command above c, or nil.
func (c *Command) Parent() *Command {
	return c.parent
}

// Root is the top of the tree.
func (c *Command) Root() *Command {
	root := c
	for root.parent != nil {
		root = root.parent
	}
	return root
}

// VisitParents calls fn for each command above c, the nearest first.
func (c *Command) VisitParents(fn func(*Command)) {
	for parent := c.parent; parent != nil; parent = parent.parent {
		fn(parent)
	}
}

// HasSubCommands tells whether there are commands below c.
func (c *Command) HasSubCommands() bool {
	return len(c.commands) > 0
}

// Runnable tells whether c does something itself.
func (c *Command) Runnable() bool {
	return c.Run != nil || c.RunE != nil
}

// HasExample tells whether c has an example.
func (c *Command) HasExample() bool {
	return c.Example != ""
}

// IsAvailableCommand tells whether c is shown in help: it does something and is neither hidden nor deprecated.
func (c *Command) IsAvailableCommand() bool {
	if c.Deprecated != "" || c.Hidden || (c.parent != nil && c.parent.helpCommand == c) {
		return false
	}
	return c.Runnable() || c.HasAvailableSubCommands()
}

// HasAvailableSubCommands tells whether a command below c is shown in help.
func (c *Command) HasAvailableSubCommands() bool {
	for _, child := range c.commands {
		if child.IsAvailableCommand() {
			return true
		}
	}
	return false
}

// IsAdditionalHelpTopicCommand tells whether c is but a text: nothing in it or below it can be run.
func (c *Command) IsAdditionalHelpTopicCommand() bool {
	if c.Runnable() || c.Deprecated != "" || c.Hidden {
		return false
	}
	for _, child := range c.commands {
		if !child.IsAdditionalHelpTopicCommand() {
			return false
		}
	}
	return true
}

// HasHelpSubCommands tells whether a command below c is but a text.
func (c *Command) HasHelpSubCommands() bool {
	for _, child := range c.commands {
		if child.IsAdditionalHelpTopicCommand() {
			return true
		}
	}
	return false
}
