package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func window(s []byte, from, to int) []byte { return s[from:to] }

func main() {
	root := &cobra.Command{Use: "three-windows"}
	f := root.Flags()
	data := []byte("abcdefgh")
	w := window(data, 2, 5)
	more := w[:5]
	more[4] = '!'
	up := strings.ToUpper(string(w))
	w[0] = '#'
	back := w[1:][1:]
	f.String("data", string(data), "changed through its windows")
	f.String("more", string(more), "a window made wider")
	f.String("up", up, "a string is a copy")
	f.String("back", string(back), "a window of a window")
	f.Int("cap", cap(back), "room left")
	root.Execute()
}
