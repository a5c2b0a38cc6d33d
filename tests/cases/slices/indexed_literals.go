package main

import (
	"strings"

	"github.com/spf13/cobra"
)

const last = 4

func main() {
	root := &cobra.Command{Use: "indexed-literals"}
	f := root.Flags()
	a := [...]int{last: 1, 0: 5, 6}
	s := []string{2: "c", "d", 0: "a"}
	m := [...][2]int{1: {1: 9}}
	runes := []rune{'a': 1, 'b': 2}
	f.IntSlice("array", a[:], "by index, then the next")
	f.Int("array-len", len(a), "as long as its highest index")
	f.String("slice", strings.Join(s, ","), "with gaps")
	f.Int("nested", m[1][1], "nested")
	f.Int("rune", int(runes['b']), "an index by a rune")
	f.Int("rune-len", len(runes), "as long as that")
	root.Execute()
}
