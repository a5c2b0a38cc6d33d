package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "set-then-default"}
	f := root.Flags()
	port := f.Int("port", 80, "port")
	name := f.String("name", "n", "name")
	f.Set("port", "8080")
	err := f.Set("nothing", "x")
	f.String("error", err.Error(), "no such flag")
	f.Int("now", *port, "the value moved, the default did not")
	f.Bool("changed", f.Changed("port"), "it was set")
	f.Bool("unchanged", f.Changed("name"), "it was not")
	n, err := f.GetInt("port")
	f.Int("got", n, fmt.Sprint(err))
	_, err = f.GetBool("port")
	f.Bool("wrong-type", err != nil, "of another type")
	*name = "direct"
	s, _ := f.GetString("name")
	f.String("direct", s, "through the pointer")
	root.Execute()
}
