package main

import "github.com/spf13/cobra"

func sorted(in []int) []int {
	out := append([]int(nil), in...)
	for swapped := true; swapped; {
		swapped = false
		for i := 1; i < len(out); i++ {
			if out[i-1] > out[i] {
				out[i-1], out[i] = out[i], out[i-1]
				swapped = true
			}
		}
	}
	return out
}

func primes(n int) (ps []int) {
outer:
	for i := 2; i <= n; i++ {
		for _, p := range ps {
			if p*p > i {
				break
			}
			if i%p == 0 {
				continue outer
			}
		}
		ps = append(ps, i)
	}
	return
}

func main() {
	root := &cobra.Command{Use: "bubble-sort"}
	f := root.Flags()
	in := []int{5, 1, 4, 2, 3}
	f.IntSlice("sorted", sorted(in), "sorted by hand")
	f.IntSlice("in", in, "left as it was")
	f.IntSlice("primes", primes(30), "primes")
	root.Execute()
}
