package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func pair() (int, string)              { return 7, "seven" }
func take(n int, s string) string      { return fmt.Sprint(s, "=", n) }
func collect(vs ...interface{}) string { return fmt.Sprintln(vs...) }
func self() (a, b, c int)              { return 1, 2, 3 }
func add3(a, b, c int) int             { return a + b*10 + c*100 }

func main() {
	root := &cobra.Command{Use: "multiple-returns"}
	f := root.Flags()
	f.String("passed", take(pair()), "results as arguments")
	f.String("collected", strings.TrimSpace(collect(pair())), "results as variadic arguments")
	f.Int("three", add3(self()), "three at once")
	var n, _ = pair()
	_, s := pair()
	n, t := pair()
	f.String("s", s+t, "declared anew beside an old one")
	f.Int("n", n, "assigned again")
	root.Execute()
}
