package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "numbers"}
	f := root.Flags()
	f.Int("int", -1, "int")
	f.Int8("int8", -8, "int8")
	f.Int16("int16", -16, "int16")
	f.Int32("int32", -32, "int32")
	f.Int64("int64", -64, "int64")
	f.Uint("uint", 1, "uint")
	f.Uint8("uint8", 8, "uint8")
	f.Uint16("uint16", 16, "uint16")
	f.Uint32("uint32", 32, "uint32")
	f.Uint64("uint64", 64, "uint64")
	f.Float32("float32", 0.25, "float32")
	f.Float64("float64", 0.5, "float64")
	f.Count("count", "count")
	root.Execute()
}
