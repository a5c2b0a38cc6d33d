package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func split(s string) (key, value string, err error) {
	i := strings.Index(s, "=")
	if i < 0 {
		err = errors.New("no equals in " + s)
		return
	}
	key, value = s[:i], s[i+1:]
	return
}

func shadow(n int) (r int) {
	r = n
	if n > 0 {
		r := n * 100
		_ = r
	}
	return r + 1
}

func swap(a, b int) (x, y int) {
	x, y = b, a
	return y + 1, x + 1
}

func main() {
	root := &cobra.Command{Use: "named-results"}
	f := root.Flags()
	k, v, err := split("port=80")
	f.String(k, v, fmt.Sprint(err))
	_, _, err = split("bad")
	f.String("err", err.Error(), "an error")
	f.Int("shadow", shadow(4), "an inner one of that name")
	x, y := swap(1, 2)
	f.IntSlice("swapped", []int{x, y}, "results set at once")
	root.Execute()
}
