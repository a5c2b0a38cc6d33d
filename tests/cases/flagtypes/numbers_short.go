package main

import (
	"time"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "numbers-short"}
	f := root.Flags()
	f.IntP("int", "a", 1, "int")
	f.Int8P("int8", "b", 2, "int8")
	f.Int16P("int16", "c", 3, "int16")
	f.Int32P("int32", "d", 4, "int32")
	f.Int64P("int64", "e", 5, "int64")
	f.UintP("uint", "f", 6, "uint")
	f.Uint8P("uint8", "g", 7, "uint8")
	f.Uint16P("uint16", "H", 8, "uint16")
	f.Uint32P("uint32", "i", 9, "uint32")
	f.Uint64P("uint64", "j", 10, "uint64")
	f.Float32P("float32", "k", 11, "float32")
	f.Float64P("float64", "l", 12, "float64")
	f.CountP("count", "m", "count")
	f.DurationP("duration", "n", time.Second, "duration")
	f.StringP("string", "o", "x", "string")
	f.BoolP("bool", "p", true, "bool")
	root.Execute()
}
