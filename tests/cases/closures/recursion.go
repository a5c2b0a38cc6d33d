package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "recursion"}
	f := root.Flags()
	var fib func(int) int
	memo := map[int]int{}
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		if v, ok := memo[n]; ok {
			return v
		}
		memo[n] = fib(n-1) + fib(n-2)
		return memo[n]
	}
	var even, odd func(int) bool
	even = func(n int) bool { return n == 0 || odd(n-1) }
	odd = func(n int) bool { return n != 0 && even(n-1) }
	old := fib
	fib = func(n int) int { return -1 }
	f.Int("fib", old(1)+old(0), "no further call")
	f.Int("replaced", old(5), "calls what the variable holds now")
	f.Bool("even", even(10), "by turns")
	root.Execute()
}
