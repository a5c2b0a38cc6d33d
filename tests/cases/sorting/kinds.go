package main

import (
	"fmt"
	"sort"

	"github.com/spf13/cobra"
)

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type rec struct {
	name string
	n    int
}

func main() {
	root := &cobra.Command{Use: "kinds"}
	f := root.Flags()
	words := []string{"pear", "fig", "banana", "kiwis"}
	sort.Sort(byLen(words))
	f.StringSlice("by-len", append([]string{}, words...), "shortest first")
	sort.Strings(words)
	f.StringSlice("strings", append([]string{}, words...), "by letter")
	sort.Sort(sort.Reverse(sort.StringSlice(words)))
	f.StringSlice("reverse", words, "backwards")
	ints := []int{3, -1, 2}
	sort.Ints(ints)
	f.IntSlice("ints", ints, "numbers")
	recs := []rec{{"b", 2}, {"a", 2}, {"c", 1}}
	sort.SliceStable(recs, func(i, j int) bool { return recs[i].n < recs[j].n })
	f.String("stable", fmt.Sprint(recs), "equal ones stay in order")
	sort.Slice(recs, func(i, j int) bool { return recs[i].name > recs[j].name })
	f.String("slice", fmt.Sprint(recs), "by name, backwards")
	f.Int("search", sort.SearchInts(ints, 2), "where it is")
	f.Int("search-func", sort.Search(100, func(i int) bool { return i*i >= 50 }), "the first that does")
	f.Bool("sorted", sort.IntsAreSorted(ints), "in order")
	root.Execute()
}
