package main

  import "github.com/spf13/cobra"

	const port = 8080

	var host = name() + ".local"

	type opts struct {
	n int
	}

	func (o opts) twice() int {
	return o.n * 2
	}

	func name() string { return "mesh" }

	func init() { extra = "from init" }

	var extra string

	func main() {
	root := &cobra.Command{Use: "indented"}
	root.Flags().Int("port", port, "an indented constant")
	root.Flags().String("host", host, "an indented variable")
	root.Flags().Int("twice", opts{21}.twice(), "an indented method")
	root.Flags().String("extra", extra, "an indented init")
	root.Execute()
	}
