package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "conversions"}
	f := root.Flags()
	n, neg, fl := 300, -1, -3.99
	big := 1 << 40
	f.Uint8("uint8", uint8(n), "cut to 8 bits")
	f.Int8("int8", int8(n-100), "turns negative")
	f.Uint32("uint32", uint32(neg), "all ones")
	f.Uint64("uint64", uint64(neg), "all ones")
	f.Int32("int32", int32(big+5), "the low half")
	f.Int("truncated", int(fl), "towards zero")
	f.Int64("sign", int64(int8(uint8(n-100))), "sign extended")
	f.Uint16("zero-ext", uint16(uint8(200)), "zero extended")
	f.Float64("float", float64(n)/7, "no longer whole")
	f.Uint("uint", uint(uint16(neg)), "through 16 bits")
	root.Execute()
}
