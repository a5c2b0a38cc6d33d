package main

import (
	"fmt"
	str "strings"

	. "strconv"

	"github.com/spf13/cobra"
	flags "github.com/spf13/pflag"
)

func add(fs *flags.FlagSet, n int) {
	fs.String("quoted", Quote(Itoa(n)), "through a dot import")
	fs.String("upper", str.ToUpper("alias"), "through an alias")
}

func main() {
	root := &cobra.Command{Use: "imports"}
	add(root.Flags(), 42)
	v, err := ParseBool("true")
	root.Flags().Bool("parsed", v, fmt.Sprint(err))
	root.Execute()
}
