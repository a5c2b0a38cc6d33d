package cobra

import "strings"

// InitDefaultHelpFlag gives c the flag --help, unless it has one.
func (c *Command) InitDefaultHelpFlag() {
	c.mergePersistentFlags()
	if c.Flags().Lookup("help") == nil {
		c.Flags().BoolP("help", "h", false, "help for "+c.nameOr("this command"))
	}
}

// InitDefaultVersionFlag gives c the flag --version, if it has a version and no such flag.
func (c *Command) InitDefaultVersionFlag() {
	if c.Version == "" {
		return
	}
	c.mergePersistentFlags()
	if c.Flags().Lookup("version") == nil {
		c.Flags().Bool("version", false, "version for "+c.nameOr("this command"))
	}
}

func (c *Command) nameOr(text string) string {
	name := c.Name()
	if name == "" {
		name = text
	}
	return name
}

// InitDefaultHelpCmd puts the command help below c, if there are commands below c.
func (c *Command) InitDefaultHelpCmd() {
	if len(c.commands) == 0 {
		return
	}
	if c.helpCommand == nil {
		c.helpCommand = &Command{
			Use:   "help [command]",
			Short: "Help about any command",
			Long: "Help provides help for any command in the application.\n" +
				"Simply type " + c.Name() + " help [path to command] for full details.",
			Run: runHelp,
		}
	}
	c.RemoveCommand(c.helpCommand)
	c.AddCommand(c.helpCommand)
}

func runHelp(c *Command, args []string) {
	cmd, _, err := c.Root().Find(args)
	if cmd == nil || err != nil {
		c.Printf("Unknown help topic %q\n", strings.Join(args, " "))
		c.Root().Usage()
		return
	}
	cmd.InitDefaultHelpFlag()
	cmd.Help()
}

// SetHelpCommand sets the command that stands in for the default help command.
func (c *Command) SetHelpCommand(cmd *Command) {
	c.helpCommand = cmd
}

// SetHelpFunc sets what Help does.
func (c *Command) SetHelpFunc(f func(*Command, []string)) {
	c.helpFunc = f
}

// HelpFunc is what Help does.
func (c *Command) HelpFunc() func(*Command, []string) {
	for at := c; at != nil; at = at.parent {
		if at.helpFunc != nil {
			return at.helpFunc
		}
	}
	return func(c *Command, args []string) {
		text := c.Long
		if text == "" {
			text = c.Short
		}
		c.Println(text + "\n\n" + c.UsageString())
	}
}

// Help prints the help of c.
func (c *Command) Help() error {
	c.HelpFunc()(c, []string{})
	return nil
}

// SetUsageFunc sets what Usage does.
func (c *Command) SetUsageFunc(f func(*Command) error) {
	c.usageFunc = f
}

// UsageFunc is what Usage does.
func (c *Command) UsageFunc() func(*Command) error {
	for at := c; at != nil; at = at.parent {
		if at.usageFunc != nil {
			return at.usageFunc
		}
	}
	return func(c *Command) error {
		c.Print(c.UsageString())
		return nil
	}
}

// Usage prints the usage of c.
func (c *Command) Usage() error {
	return c.UsageFunc()(c)
}

// UsageString is a plain usage text of c: the use line and the flags.
func (c *Command) UsageString() string {
	c.mergePersistentFlags()
	return "Usage:\n  " + c.UseLine() + "\n\nFlags:\n" + c.Flags().FlagUsages()
}

// SetUsageTemplate keeps the template; texts are not made of it.
func (c *Command) SetUsageTemplate(s string) {
	c.usageTemplate = s
}

// SetHelpTemplate keeps the template; texts are not made of it.
func (c *Command) SetHelpTemplate(s string) {
	c.helpTemplate = s
}

// SetVersionTemplate keeps the template; texts are not made of it.
func (c *Command) SetVersionTemplate(s string) {
	c.versionText = s
}

// SuggestionsFor lists the commands below c that name typedName as one of theirs.
func (c *Command) SuggestionsFor(typedName string) []string {
	out := []string{}
	for _, child := range c.commands {
		for _, text := range child.SuggestFor {
			if strings.EqualFold(text, typedName) {
				out = append(out, child.Name())
			}
		}
	}
	return out
}
