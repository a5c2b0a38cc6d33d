package cobra

import "github.com/spf13/pflag"

// Flags is the set of the flags of c; those that c inherits come in when it is executed.
func (c *Command) Flags() *pflag.FlagSet {
	if c.flags == nil {
		c.flags = pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
	}
	return c.flags
}

// PersistentFlags is the set of the flags that c and the commands below it have.
func (c *Command) PersistentFlags() *pflag.FlagSet {
	if c.pflags == nil {
		c.pflags = pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
	}
	return c.pflags
}

// LocalFlags is the set of the flags that c does not inherit.
func (c *Command) LocalFlags() *pflag.FlagSet {
	c.mergePersistentFlags()
	if c.lflags == nil {
		c.lflags = pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
	}
	c.lflags.SortFlags = c.Flags().SortFlags
	if c.globNormFunc != nil {
		c.lflags.SetNormalizeFunc(c.globNormFunc)
	}
	add := func(flag *pflag.Flag) {
		if c.lflags.Lookup(flag.Name) == nil && c.parentsPflags.Lookup(flag.Name) == nil {
			c.lflags.AddFlag(flag)
		}
	}
	c.Flags().VisitAll(add)
	c.PersistentFlags().VisitAll(add)
	return c.lflags
}

// InheritedFlags is the set of the flags that c has from the commands above it.
func (c *Command) InheritedFlags() *pflag.FlagSet {
	local := c.LocalFlags()
	if c.iflags == nil {
		c.iflags = pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
	}
	if c.globNormFunc != nil {
		c.iflags.SetNormalizeFunc(c.globNormFunc)
	}
	c.parentsPflags.VisitAll(func(flag *pflag.Flag) {
		if c.iflags.Lookup(flag.Name) == nil && local.Lookup(flag.Name) == nil {
			c.iflags.AddFlag(flag)
		}
	})
	return c.iflags
}

// NonInheritedFlags is LocalFlags.
func (c *Command) NonInheritedFlags() *pflag.FlagSet {
	return c.LocalFlags()
}

// LocalNonPersistentFlags is the set of the flags that c alone has.
func (c *Command) LocalNonPersistentFlags() *pflag.FlagSet {
	persistent := c.PersistentFlags()
	out := pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
	c.LocalFlags().VisitAll(func(flag *pflag.Flag) {
		if persistent.Lookup(flag.Name) == nil {
			out.AddFlag(flag)
		}
	})
	return out
}

// Flag returns the flag of that name, of c or persistent above it, or nil.
func (c *Command) Flag(name string) *pflag.Flag {
	flag := c.Flags().Lookup(name)
	if flag == nil {
		flag = c.PersistentFlags().Lookup(name)
	}
	if flag == nil {
		c.updateParentsPflags()
		flag = c.parentsPflags.Lookup(name)
	}
	return flag
}

// mergePersistentFlags adds to the flags of c its persistent ones and those above it.
func (c *Command) mergePersistentFlags() {
	c.updateParentsPflags()
	c.Flags().AddFlagSet(c.PersistentFlags())
	c.Flags().AddFlagSet(c.parentsPflags)
}

// updateParentsPflags collects the persistent flags above c. The flags of the command line join those of
// the root here, and only here, as in cobra.
func (c *Command) updateParentsPflags() {
	if c.parentsPflags == nil {
		c.parentsPflags = pflag.NewFlagSet(c.Name(), pflag.ContinueOnError)
		c.parentsPflags.SortFlags = false
	}
	if c.globNormFunc != nil {
		c.parentsPflags.SetNormalizeFunc(c.globNormFunc)
	}
	c.Root().PersistentFlags().AddFlagSet(pflag.CommandLine)
	for parent := c.parent; parent != nil; parent = parent.parent {
		c.parentsPflags.AddFlagSet(parent.PersistentFlags())
	}
}

// ResetFlags takes all flags away from c.
func (c *Command) ResetFlags() {
	c.flags = nil
	c.pflags = nil
	c.lflags = nil
	c.iflags = nil
	c.parentsPflags = nil
}

// HasFlags tells whether Flags holds any.
func (c *Command) HasFlags() bool {
	return c.Flags().HasFlags()
}

// HasPersistentFlags tells whether PersistentFlags holds any.
func (c *Command) HasPersistentFlags() bool {
	return c.PersistentFlags().HasFlags()
}

// HasLocalFlags tells whether LocalFlags holds any.
func (c *Command) HasLocalFlags() bool {
	return c.LocalFlags().HasFlags()
}

// HasInheritedFlags tells whether InheritedFlags holds any.
func (c *Command) HasInheritedFlags() bool {
	return c.InheritedFlags().HasFlags()
}

// HasAvailableFlags tells whether Flags holds any that are not hidden.
func (c *Command) HasAvailableFlags() bool {
	return c.Flags().HasAvailableFlags()
}

// HasAvailablePersistentFlags tells whether PersistentFlags holds any that are not hidden.
func (c *Command) HasAvailablePersistentFlags() bool {
	return c.PersistentFlags().HasAvailableFlags()
}

// HasAvailableLocalFlags tells whether LocalFlags holds any that are not hidden.
func (c *Command) HasAvailableLocalFlags() bool {
	return c.LocalFlags().HasAvailableFlags()
}

// HasAvailableInheritedFlags tells whether InheritedFlags holds any that are not hidden.
func (c *Command) HasAvailableInheritedFlags() bool {
	return c.InheritedFlags().HasAvailableFlags()
}

// SetGlobalNormalizationFunc sets the function for flag names of c and of all commands below it.
func (c *Command) SetGlobalNormalizationFunc(n func(f *pflag.FlagSet, name string) pflag.NormalizedName) {
	c.Flags().SetNormalizeFunc(n)
	c.PersistentFlags().SetNormalizeFunc(n)
	c.globNormFunc = n
	for _, child := range c.commands {
		child.SetGlobalNormalizationFunc(n)
	}
}

// GlobalNormalizationFunc is the function for flag names, or nil.
func (c *Command) GlobalNormalizationFunc() func(f *pflag.FlagSet, name string) pflag.NormalizedName {
	return c.globNormFunc
}

// ParseFlags parses the flags of c, its own and inherited.
func (c *Command) ParseFlags(args []string) error {
	if c.DisableFlagParsing {
		return nil
	}
	c.mergePersistentFlags()
	c.Flags().ParseErrorsWhitelist = pflag.ParseErrorsWhitelist(c.FParseErrWhitelist)
	return c.Flags().Parse(args)
}

// ArgsLenAtDash is the number of arguments before "--", -1 without one.
func (c *Command) ArgsLenAtDash() int {
	return c.Flags().ArgsLenAtDash()
}

// FlagErrorFunc is the function that makes a flag's error the command's.
func (c *Command) FlagErrorFunc() func(*Command, error) error {
	for at := c; at != nil; at = at.parent {
		if at.flagErrorFunc != nil {
			return at.flagErrorFunc
		}
	}
	return func(c *Command, err error) error { return err }
}

// SetFlagErrorFunc sets the function of FlagErrorFunc.
func (c *Command) SetFlagErrorFunc(f func(*Command, error) error) {
	c.flagErrorFunc = f
}
