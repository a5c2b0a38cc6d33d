package main

import "github.com/spf13/cobra"

const (
	prefix = "MESH_"
	port   = prefix + "PORT"
	host   = prefix + "HOST"
	same
	length = len(host)
)

const multi = `two
lines`

func main() {
	root := &cobra.Command{Use: "string-groups"}
	f := root.Flags()
	f.String("port", port, "joined")
	f.String("same", same, "repeated")
	f.Int("length", length, "a length known to the compiler")
	f.String("multi", multi, "raw")
	f.Int("runes", len("h\u00e9"), "bytes of a text")
	root.Execute()
}
