package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "bits"}
	f := root.Flags()
	x, y := 0b1100, 0b1010
	var u uint8 = 0b10110000
	f.Int("and", x&y, "both")
	f.Int("or", x|y, "either")
	f.Int("xor", x^y, "one of them")
	f.Int("clear", x&^y, "taken out")
	f.Int("not", ^x, "turned over")
	f.Uint8("not8", ^u, "turned over in 8 bits")
	f.Uint8("left", u<<2, "shifted out")
	f.Uint8("right", u>>4, "shifted down")
	f.Int("wide", 1<<62, "far")
	var s uint = 70
	f.Int("gone", 1<<s>>s, "shifted by more than its width")
	f.Int("minus", -1>>s, "the sign stays")
	x &^= 4
	x |= 1
	x ^= 0xff
	f.Int("assigned", x, "by assignment")
	var i8 int8 = -128
	f.Int8("i8", i8>>3, "arithmetic")
	f.String("printed", fmt.Sprintf("%08b %x", u, u), "printed")
	root.Execute()
}
