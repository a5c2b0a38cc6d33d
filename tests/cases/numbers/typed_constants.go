package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type size uint8

const (
	tiny  size   = 200
	bit   uint8  = 1 << 7
	mask  uint16 = ^uint16(0)
	minus        = -1
	low   int8   = -1 << 7
	rest         = 7 &^ 2
)

func main() {
	root := &cobra.Command{Use: "typed-constants"}
	f := root.Flags()
	t := tiny
	t += 100
	b := bit
	b <<= 1
	f.Uint8("tiny", uint8(t), "wraps")
	f.Uint8("bit", b, "shifted out")
	f.Uint16("mask", mask, "all bits")
	m := mask
	f.Uint16("mask-shift", m<<4, "a variable of 16 bits is cut, unlike "+fmt.Sprint(minus))
	f.Int8("low", low, "the lowest")
	f.Int("rest", rest, "bits taken out")
	f.Int("not", ^rest, "turned over")
	f.Uint32("not32", ^uint32(5), "turned over in 32 bits")
	f.Int("complement", -5&0xff, "two's complement")
	f.Int("sizes", int(unsigned(tiny)), "through a function")
	root.Execute()
}

func unsigned(s size) uint { return uint(s) + 1 }
