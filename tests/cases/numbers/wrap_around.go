package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "wrap-around"}
	f := root.Flags()
	var (
		i8  int8   = 127
		i16 int16  = -32768
		i32 int32  = 1<<31 - 1
		i64 int64  = -1 << 63
		u8  uint8  = 0
		u16 uint16 = 65535
		u32 uint32 = 1
		u64 uint64 = 0
	)
	i8++
	i16--
	i32 += 2
	i64--
	u8--
	u16 += 10
	u32 -= 3
	u64--
	f.Int8("int8", i8, "past the top")
	f.Int16("int16", i16, "past the bottom")
	f.Int32("int32", i32, "past the top")
	f.Int64("int64", i64, "past the bottom")
	f.Uint8("uint8", u8, "under zero")
	f.Uint16("uint16", u16, "over the top")
	f.Uint32("uint32", u32, "under zero")
	f.Uint64("uint64", u64, "under zero")
	i32 = 1 << 16
	f.Int32("square", i32*i32, "nothing is left")
	i8 = -128
	f.Int8("negated", -i8, "its own negative")
	f.Int8("divided", i8/-1, "as dividing does")
	root.Execute()
}
