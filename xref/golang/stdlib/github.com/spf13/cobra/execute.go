package cobra

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/pflag"
)

// Execute runs the command that the arguments name.
func (c *Command) Execute() error {
	_, err := c.ExecuteC()
	return err
}

// ExecuteContext is Execute with a context.
func (c *Command) ExecuteContext(ctx context.Context) error {
	c.ctx = ctx
	return c.Execute()
}

// ExecuteContextC is ExecuteC with a context.
func (c *Command) ExecuteContextC(ctx context.Context) (*Command, error) {
	c.ctx = ctx
	return c.ExecuteC()
}

// ExecuteC runs the command that the arguments name, and returns it.
func (c *Command) ExecuteC() (*Command, error) {
	if c.parent != nil {
		return c.Root().ExecuteC()
	}
	c.InitDefaultHelpCmd()
	args := c.args
	if args == nil {
		args = os.Args[1:]
	}
	find := c.Find
	if c.TraverseChildren {
		find = c.Traverse
	}
	cmd, rest, err := find(args)
	if err == nil {
		if cmd.ctx == nil {
			cmd.ctx = c.ctx
		}
		if cmd.calledAs == "" {
			cmd.calledAs = cmd.Name()
		}
		err = cmd.execute(rest)
	}
	if err == pflag.ErrHelp {
		cmd.HelpFunc()(cmd, args)
		return cmd, nil
	}
	if err != nil && !c.SilenceErrors && !cmd.SilenceErrors {
		c.Println("Error:", err.Error())
	}
	if err != nil && !c.SilenceUsage && !cmd.SilenceUsage {
		c.Println(cmd.UsageString())
	}
	return cmd, err
}

func (c *Command) execute(args []string) error {
	c.InitDefaultHelpFlag()
	c.InitDefaultVersionFlag()
	if err := c.ParseFlags(args); err != nil {
		return c.FlagErrorFunc()(c, err)
	}
	help, err := c.Flags().GetBool("help")
	if err != nil {
		return err
	}
	if help || !c.Runnable() {
		return pflag.ErrHelp
	}
	if c.Version != "" {
		version, err := c.Flags().GetBool("version")
		if err != nil || version {
			c.Println(c.Name() + " version " + c.Version)
			return err
		}
	}
	for _, initializer := range initializers {
		initializer()
	}
	if !c.DisableFlagParsing {
		args = c.Flags().Args()
	}
	if err := c.ValidateArgs(args); err != nil {
		return err
	}
	return c.runAll(args)
}

// runAll runs the hooks around the command. Of the persistent ones, the nearest of each kind is run.
func (c *Command) runAll(args []string) error {
	before := c
	for before.parent != nil && before.PersistentPreRun == nil && before.PersistentPreRunE == nil {
		before = before.parent
	}
	after := c
	for after.parent != nil && after.PersistentPostRun == nil && after.PersistentPostRunE == nil {
		after = after.parent
	}
	if err := runHook(before.PersistentPreRunE, before.PersistentPreRun, c, args); err != nil {
		return err
	}
	if err := runHook(c.PreRunE, c.PreRun, c, args); err != nil {
		return err
	}
	if err := c.validateRequiredFlags(); err != nil {
		return err
	}
	if err := runHook(c.RunE, c.Run, c, args); err != nil {
		return err
	}
	if err := runHook(c.PostRunE, c.PostRun, c, args); err != nil {
		return err
	}
	return runHook(after.PersistentPostRunE, after.PersistentPostRun, c, args)
}

func runHook(failing func(*Command, []string) error, plain func(*Command, []string), c *Command, args []string) error {
	if failing != nil {
		return failing(c, args)
	}
	if plain != nil {
		plain(c, args)
	}
	return nil
}

func (c *Command) validateRequiredFlags() error {
	absent := []string{}
	c.Flags().VisitAll(func(flag *pflag.Flag) {
		required := flag.Annotations[BashCompOneRequiredFlag]
		if len(required) > 0 && required[0] == "true" && !flag.Changed {
			absent = append(absent, flag.Name)
		}
	})
	if len(absent) > 0 {
		return fmt.Errorf("required flag(s) \"%s\" not set", strings.Join(absent, "\", \""))
	}
	return nil
}

// ValidateArgs calls Args.
func (c *Command) ValidateArgs(args []string) error {
	if c.Args == nil {
		return nil
	}
	return c.Args(c, args)
}

// Find walks down to the command that the arguments name; the rest of the arguments is its.
func (c *Command) Find(args []string) (*Command, []string, error) {
	cmd := c
	for {
		at := cmd.firstWord(args)
		if at < 0 {
			break
		}
		next := cmd.findNext(args[at])
		if next == nil {
			break
		}
		rest := append([]string{}, args[:at]...)
		args = append(rest, args[at+1:]...)
		cmd = next
	}
	if cmd.Args == nil && cmd.parent == nil && len(cmd.commands) > 0 {
		if at := cmd.firstWord(args); at >= 0 {
			return cmd, args, fmt.Errorf("unknown command %q for %q", args[at], cmd.CommandPath())
		}
	}
	return cmd, args, nil
}

// firstWord is the index of the first argument that is neither a flag nor a flag's value, or -1.
func (c *Command) firstWord(args []string) int {
	c.mergePersistentFlags()
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			return -1
		}
		if arg != "" && !strings.HasPrefix(arg, "-") {
			return i
		}
		if c.takesNext(arg) {
			i++
		}
	}
	return -1
}

// takesNext tells whether a flag's value is the argument behind it.
func (c *Command) takesNext(arg string) bool {
	if strings.Contains(arg, "=") || len(arg) < 2 {
		return false
	}
	var flag *pflag.Flag
	if strings.HasPrefix(arg, "--") {
		flag = c.Flags().Lookup(arg[2:])
	} else if len(arg) == 2 {
		flag = c.Flags().ShorthandLookup(arg[1:])
	} else {
		return false
	}
	return flag == nil || flag.NoOptDefVal == ""
}

func (c *Command) findNext(name string) *Command {
	matches := []*Command{}
	for _, child := range c.commands {
		if child.Name() == name || child.HasAlias(name) {
			child.calledAs = name
			return child
		}
		if EnablePrefixMatching && strings.HasPrefix(child.Name(), name) {
			matches = append(matches, child)
		}
	}
	if len(matches) == 1 {
		return matches[0]
	}
	return nil
}

// Traverse is Find; on its way down each command parses the flags that stand before the next.
func (c *Command) Traverse(args []string) (*Command, []string, error) {
	at := c.firstWord(args)
	if at < 0 {
		return c, args, nil
	}
	next := c.findNext(args[at])
	if next == nil {
		return c, args, nil
	}
	if err := c.ParseFlags(args[:at]); err != nil {
		return nil, args, err
	}
	return next.Traverse(args[at+1:])
}

// SetArgs sets the arguments, which are the program's otherwise.
func (c *Command) SetArgs(a []string) {
	c.args = a
}

// Context is the context of ExecuteContext.
func (c *Command) Context() context.Context {
	return c.ctx
}

// SetContext sets the context.
func (c *Command) SetContext(ctx context.Context) {
	c.ctx = ctx
}
