package main

import "github.com/spf13/cobra"

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + depth(n-1)
}

func ackermann(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func main() {
	root := &cobra.Command{Use: "deep-and-long"}
	f := root.Flags()
	sum := uint32(1)
	for i := uint32(0); i < 20000; i++ {
		sum = sum*31 + i
	}
	sieve := make([]bool, 2000)
	primes := 0
	for i := 2; i < len(sieve); i++ {
		if sieve[i] {
			continue
		}
		primes++
		for j := i * i; j < len(sieve); j += i {
			sieve[j] = true
		}
	}
	f.Int("depth", depth(150), "calls within calls")
	f.Int("ackermann", ackermann(2, 3), "many calls")
	f.Uint32("sum", sum, "many rounds")
	f.Int("primes", primes, "a sieve")
	root.Execute()
}
