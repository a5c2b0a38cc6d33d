package cobra

import "fmt"

// PositionalArgs judges the arguments of a command.
type PositionalArgs func(cmd *Command, args []string) error

// NoArgs wants none.
func NoArgs(cmd *Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("unknown command %q for %q", args[0], cmd.CommandPath())
	}
	return nil
}

// ArbitraryArgs takes any.
func ArbitraryArgs(cmd *Command, args []string) error {
	return nil
}

// OnlyValidArgs wants arguments of ValidArgs, if there are such.
func OnlyValidArgs(cmd *Command, args []string) error {
	if len(cmd.ValidArgs) == 0 {
		return nil
	}
	for _, arg := range args {
		valid := false
		for _, text := range cmd.ValidArgs {
			valid = valid || text == arg
		}
		if !valid {
			return fmt.Errorf("invalid argument %q for %q", arg, cmd.CommandPath())
		}
	}
	return nil
}

// MinimumNArgs wants at least n.
func MinimumNArgs(n int) PositionalArgs {
	return func(cmd *Command, args []string) error {
		if len(args) < n {
			return fmt.Errorf("requires at least %d arg(s), only received %d", n, len(args))
		}
		return nil
	}
}

// MaximumNArgs wants at most n.
func MaximumNArgs(n int) PositionalArgs {
	return func(cmd *Command, args []string) error {
		if len(args) > n {
			return fmt.Errorf("accepts at most %d arg(s), received %d", n, len(args))
		}
		return nil
	}
}

// ExactArgs wants n.
func ExactArgs(n int) PositionalArgs {
	return func(cmd *Command, args []string) error {
		if len(args) != n {
			return fmt.Errorf("accepts %d arg(s), received %d", n, len(args))
		}
		return nil
	}
}

// RangeArgs wants from min to max.
func RangeArgs(min int, max int) PositionalArgs {
	return func(cmd *Command, args []string) error {
		if len(args) < min || len(args) > max {
			return fmt.Errorf("accepts between %d and %d arg(s), received %d", min, max, len(args))
		}
		return nil
	}
}

// MatchAll wants what each of them wants.
func MatchAll(pargs ...PositionalArgs) PositionalArgs {
	return func(cmd *Command, args []string) error {
		for _, parg := range pargs {
			if err := parg(cmd, args); err != nil {
				return err
			}
		}
		return nil
	}
}

// ExactValidArgs wants n of ValidArgs.
func ExactValidArgs(n int) PositionalArgs {
	return MatchAll(ExactArgs(n), OnlyValidArgs)
}
