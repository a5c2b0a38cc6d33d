package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "loops"}
	f := root.Flags()
	sum := 0
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		sum += i * j
	}
	n := 27
	steps := 0
	for n != 1 {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
		steps++
	}
	k := 0
	for {
		k++
		if k%3 != 0 {
			continue
		}
		if k > 10 {
			break
		}
	}
	i := 100
	for i := 0; i < 5; i++ {
		i++
	}
	for i < 105 {
		i += 2
	}
	f.Int("sum", sum, "two variables")
	f.Int("steps", steps, "while")
	f.Int("k", k, "until it breaks")
	f.Int("i", i, "the outer one")
	root.Execute()
}
