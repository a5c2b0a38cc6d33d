package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "literals"}
	f := root.Flags()
	f.Int("hex", 0xFF, "hexadecimal")
	f.Int("octal", 0o17, "octal")
	f.Int("old-octal", 0644, "octal as it was")
	f.Int("binary", 0b1010, "binary")
	f.Int("underscores", 1_000_000, "grouped")
	f.Int32("rune", '\n', "a rune")
	f.Int32("rune-hex", '\x41', "a rune by its code")
	f.Int32("rune-quote", '\'', "a quote")
	f.Float64("float", .5e1, "no digit before the dot")
	f.Float64("hex-float", 0x1p-2, "a hexadecimal float")
	f.Float64("dot", 1., "no digit after the dot")
	root.Execute()
}
