package main

import (
	"fmt"
	"math"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "printed-widths"}
	f := root.Flags()
	var u8 uint8 = 250
	var i64 int64 = -1
	u64 := uint64(i64)
	var arr [2]byte = [2]byte{1, 255}
	f.String("hex", fmt.Sprintf("%x %x %X", i64, u64, u8), "signed and unsigned")
	f.String("binary", fmt.Sprintf("%b %08b %o", -5, u8, u64>>60), "other bases")
	f.String("bytes", fmt.Sprintf("%v %x %d", arr, arr, arr[:]), "arrays of bytes")
	f.String("float", fmt.Sprintf("%v %v %v", float32(16777216.0), float32(3.3), 1.0), "floats")
	f.String("big", fmt.Sprint(uint64(math.MaxUint64), int64(math.MinInt64)), "the ends")
	f.String("mixed", fmt.Sprint(u8, 'x', byte('x'), "x"[0]), "runes are numbers")
	f.String("inf", fmt.Sprint(math.Inf(1), -math.Inf(1), math.NaN()), "beyond")
	root.Execute()
}
