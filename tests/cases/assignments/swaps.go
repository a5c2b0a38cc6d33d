package main

import "github.com/spf13/cobra"

type pair struct{ a, b int }

func main() {
	root := &cobra.Command{Use: "swaps"}
	f := root.Flags()
	a, b, c := 1, 2, 3
	a, b, c = c, a, b
	s := []string{"x", "y", "z"}
	s[0], s[2] = s[2], s[0]
	p := pair{1, 2}
	p.a, p.b = p.b, p.a+p.b
	m := map[string]int{"l": 1, "r": 2}
	m["l"], m["r"] = m["r"], m["l"]
	q := &pair{5, 6}
	q, q.a = &pair{7, 8}, 50
	i, arr := 0, [3]int{10, 20, 30}
	i, arr[i] = 2, arr[i+1]
	f.IntSlice("abc", []int{a, b, c}, "three at once")
	f.StringSlice("s", s, "elements")
	f.Int("p", p.a*10+p.b, "fields")
	f.Int("m", m["l"]*10+m["r"], "entries")
	f.Int("q", q.a, "the old one was meant")
	f.Int("arr", arr[0]+i, "the old index was meant")
	root.Execute()
}
