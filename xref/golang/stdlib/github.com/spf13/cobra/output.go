package cobra

import (
	"fmt"
	"io"
	"os"
)

// SetOutput sets where texts and errors go.
func (c *Command) SetOutput(output io.Writer) {
	c.outWriter = output
	c.errWriter = output
}

// SetOut sets where texts go.
func (c *Command) SetOut(newOut io.Writer) {
	c.outWriter = newOut
}

// SetErr sets where errors go.
func (c *Command) SetErr(newErr io.Writer) {
	c.errWriter = newErr
}

// SetIn sets where input comes from.
func (c *Command) SetIn(newIn io.Reader) {
	c.in = newIn
}

// OutOrStdout is where texts go, by default the standard output.
func (c *Command) OutOrStdout() io.Writer {
	return c.getOut(os.Stdout)
}

// OutOrStderr is where texts go, by default the standard error.
func (c *Command) OutOrStderr() io.Writer {
	return c.getOut(os.Stderr)
}

func (c *Command) getOut(otherwise io.Writer) io.Writer {
	for at := c; at != nil; at = at.parent {
		if at.outWriter != nil {
			return at.outWriter
		}
	}
	return otherwise
}

// ErrOrStderr is where errors go, by default the standard error.
func (c *Command) ErrOrStderr() io.Writer {
	for at := c; at != nil; at = at.parent {
		if at.errWriter != nil {
			return at.errWriter
		}
	}
	return os.Stderr
}

// InOrStdin is where input comes from, by default the standard input.
func (c *Command) InOrStdin() io.Reader {
	for at := c; at != nil; at = at.parent {
		if at.in != nil {
			return at.in
		}
	}
	return os.Stdin
}

// Print prints to OutOrStderr.
func (c *Command) Print(i ...interface{}) {
	fmt.Fprint(c.OutOrStderr(), i...)
}

// Println prints a line to OutOrStderr.
func (c *Command) Println(i ...interface{}) {
	fmt.Fprintln(c.OutOrStderr(), i...)
}

// Printf prints to OutOrStderr.
func (c *Command) Printf(format string, i ...interface{}) {
	fmt.Fprintf(c.OutOrStderr(), format, i...)
}

// PrintErr prints to ErrOrStderr.
func (c *Command) PrintErr(i ...interface{}) {
	fmt.Fprint(c.ErrOrStderr(), i...)
}

// PrintErrln prints a line to ErrOrStderr.
func (c *Command) PrintErrln(i ...interface{}) {
	fmt.Fprintln(c.ErrOrStderr(), i...)
}

// PrintErrf prints to ErrOrStderr.
func (c *Command) PrintErrf(format string, i ...interface{}) {
	fmt.Fprintf(c.ErrOrStderr(), format, i...)
}
