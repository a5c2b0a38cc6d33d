package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

func parse(strings []string) string {
	return strings[0] + strconvItoa(len(strings))
}

func strconvItoa(n int) string { return strconv.Itoa(n) }

type path struct{ parts []string }

func (path path) join() string { return strings.Join(path.parts, "/") }

func main() {
	root := &cobra.Command{Use: "shadowed-packages"}
	f := root.Flags()
	f.String("parameter", parse([]string{"a", "b"}), "a parameter named as a package")
	f.String("receiver", path{[]string{"x", "y"}}.join(), "a receiver named as its type")
	fmt := fmt.Sprintf("%d", 5)
	f.String("variable", fmt, "a variable named as a package")
	root.Flags().Bool("upper", strings.ToUpper(fmt) == fmt, "the package is still there")
	if strings := "s"; strings != "" {
		f.String("inner", strings, "only here")
	}
	root.Execute()
}
