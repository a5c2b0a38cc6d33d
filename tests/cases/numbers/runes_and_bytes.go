package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "runes-and-bytes"}
	f := root.Flags()
	s := "héllo"
	b := []byte(s)
	r := []rune(s)
	b[0] = 'H'
	r[1] += 1
	c := s[0]
	c -= 32
	f.Int("bytes", len(b), "bytes")
	f.Int("runes", len(r), "runes")
	f.String("changed", string(b), "a byte changed")
	f.String("next", string(r), "the next letter")
	f.String("upper", string(rune(c)), "by arithmetic")
	f.Int("second", int(s[1]), "a byte in the middle of a letter")
	f.Bool("digit", '7' >= '0' && '7' <= '9', "compared")
	f.Int("digit-value", int('7'-'0'), "subtracted")
	f.String("from-code", string(rune(0x4e16)), "by its number")
	f.String("invalid", fmt.Sprintf("%q", string(rune(-1))), "no such rune")
	root.Execute()
}
