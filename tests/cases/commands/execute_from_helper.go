package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

type cli struct {
	root *cobra.Command
	out  *bytes.Buffer
}

func newCLI(args []string, printf func(string, ...interface{})) *cli {
	c := &cli{root: &cobra.Command{Use: "cli"}, out: &bytes.Buffer{}}
	c.root.SetArgs(args)
	c.root.SetOutput(c.out)
	printf("args: %d\n", len(args))
	c.root.PersistentFlags().String("printed", c.out.String(), "printed by then")
	return c
}

func (c *cli) run() int {
	defer fmt.Println("never printed")
	if _, err := c.root.ExecuteC(); err != nil {
		return 1
	}
	return 0
}

func main() {
	var buf bytes.Buffer
	c := newCLI([]string{"x"}, func(s string, a ...interface{}) { fmt.Fprintf(&buf, s, a...) })
	c.root.Flags().String("log", strings.TrimSpace(buf.String()), "what was logged")
	os.Exit(c.run())
}
