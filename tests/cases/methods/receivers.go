package main

import "github.com/spf13/cobra"

type temp float64
type list []int
type table map[string]int
type op func(int, int) int

func (t temp) f() temp      { return t*9/5 + 32 }
func (t *temp) warm(d temp) { *t += d }
func (l list) sum() (s int) {
	for _, v := range l {
		s += v
	}
	return
}
func (l *list) add(v int)       { *l = append(*l, v) }
func (t table) inc(k string)    { t[k]++ }
func (o op) apply(a, b int) int { return o(a, b) }

func main() {
	root := &cobra.Command{Use: "receivers"}
	f := root.Flags()
	t := temp(20)
	t.warm(5)
	var l list
	l.add(3)
	l.add(4)
	tb := table{}
	tb.inc("x")
	tb.inc("x")
	f.Float64("temp", float64(t.f()), "a float with methods")
	f.Int("list", l.sum(), "a slice with methods")
	f.Int("table", tb["x"], "a map with methods")
	f.Int("op", op(func(a, b int) int { return a - b }).apply(9, 4), "a function with methods")
	root.Execute()
}
