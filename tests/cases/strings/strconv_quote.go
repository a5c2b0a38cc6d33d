package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "strconv-quote"}
	f := root.Flags()
	f.String("quote", strconv.Quote("tab\t\"q\" é \x01"), "quoted")
	f.String("ascii", strconv.QuoteToASCII("é世"), "in ASCII")
	f.String("rune", strconv.QuoteRune('\n'), "a rune")
	s, err := strconv.Unquote(`"a\tb"`)
	f.String("unquoted", s, fmt.Sprint(err))
	raw, _ := strconv.Unquote("`raw\\n`")
	f.String("raw", raw, "raw")
	_, err = strconv.Unquote("none")
	f.String("error", err.Error(), "no quotes")
	root.Execute()
}
