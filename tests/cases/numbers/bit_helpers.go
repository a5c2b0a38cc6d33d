package main

import (
	"math/bits"

	"github.com/spf13/cobra"
)

type set uint32

func (s *set) add(n uint)     { *s |= 1 << n }
func (s set) has(n uint) bool { return s>>n&1 == 1 }
func (s set) count() (n int) {
	for ; s != 0; s &= s - 1 {
		n++
	}
	return
}

func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h ^= uint32(s[i])
		h *= 16777619
	}
	return h
}

func main() {
	root := &cobra.Command{Use: "bit-helpers"}
	f := root.Flags()
	var s set
	for _, n := range []uint{1, 5, 31} {
		s.add(n)
	}
	f.Uint32("set", uint32(s), "three bits")
	f.Bool("has", s.has(5), "one of them")
	f.Bool("has-not", s.has(6), "not this one")
	f.Int("count", s.count(), "counted")
	f.Uint32("hash", hash("istio"), "multiplied with wrap-around")
	f.Int("native", bits.OnesCount32(uint32(s)), "by the library")
	root.Execute()
}
