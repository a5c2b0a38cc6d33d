package main

import (
	"strconv"

	"github.com/spf13/cobra"
)

func count(n int) (out []int) {
	for i := range n {
		out = append(out, i*i)
	}
	return
}

func main() {
	root := &cobra.Command{Use: "range-over-int"}
	f := root.Flags()
	times := 0
	for range 4 {
		times++
	}
	var last uint8
	for i := range uint8(200) {
		last = i
	}
	f.IntSlice("squares", count(4), "with a variable")
	f.IntSlice("none", count(-1), "not even once")
	f.Int("times", times, "with none")
	f.Uint8("last", last, "of its type")
	for i := range 2 {
		f.Int("n"+strconv.Itoa(i), i, "a flag each")
	}
	root.Execute()
}
