package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

const wide = "a usage that " +
	"goes over " +
	"three lines"

var ports = []int{80, 443}

func main() {
	root := &cobra.Command{Use: "usage-texts"}
	f := root.Flags()
	f.String("wide", "", wide)
	f.String("built", "", fmt.Sprintf("one of %v, or %q", ports, "none"))
	f.String("lines", "", `first line
second "line" with `+"`name`")
	f.String("escaped", "", "tab\tand \u00e9 and \\n")
	f.String("joined", "", strings.Join([]string{"a", "b"}, " | "))
	f.String("empty", "", "")
	f.String("with.dots_and-dashes", "x", "a name with everything")
	f.String("UPPER", "x", "a name in capitals")
	root.Execute()
}
