package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "set-by-the-program"}
	f := root.Flags()
	os.Setenv("XREF_CASE_SET", "by hand")
	v, ok := os.LookupEnv("XREF_CASE_SET")
	f.String("set", v, fmt.Sprint(ok))
	os.Unsetenv("XREF_CASE_SET")
	_, ok = os.LookupEnv("XREF_CASE_SET")
	f.Bool("unset", ok, "taken away again")
	os.Setenv("XREF_CASE_A", "a")
	f.String("expanded", os.ExpandEnv("$XREF_CASE_A/${XREF_CASE_A}"), "expanded")
	root.Execute()
}
