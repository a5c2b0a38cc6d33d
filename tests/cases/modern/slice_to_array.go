package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "slice-to-array"}
	f := root.Flags()
	s := []int{1, 2, 3, 4}
	p := (*[2]int)(s)
	p[0] = 10
	a := [3]int(s)
	a[1] = 99
	f.IntSlice("s", s, "changed through an array pointer")
	f.Int("a", a[0]+a[1], "an array is a copy")
	b := append([]byte("x"), "yz"...)
	f.String("bytes", string(b), "bytes")
	type local struct{ A, B int }
	f.String("local", fmt.Sprintf("%+v", local{1, 2}), "a local type")
	root.Execute()
}
