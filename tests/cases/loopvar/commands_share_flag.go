package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "app"}
	values := map[string]*int{}
	for i, name := range []string{"one", "two"} {
		c := &cobra.Command{Use: name, RunE: func(*cobra.Command, []string) error { return nil }}
		c.Flags().IntVar(&i, "index", i*10, "the loop's own variable "+name)
		values[name] = &i
		root.AddCommand(c)
	}
	root.Flags().Bool("shared", values["one"] == values["two"], "one address")
	root.Flags().Int("left", *values["one"], "what pflag wrote last")
	root.Execute()
}
