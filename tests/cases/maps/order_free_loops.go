package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "order-free-loops"}
	f := root.Flags()
	m := map[int]string{1: "one", 2: "two", 3: "three"}
	sum, longest, inverse := 0, "", map[string]int{}
	for k, v := range m {
		sum += k
		inverse[v] = k
		if len(v) > len(longest) {
			longest = v
		}
	}
	for k := range m {
		if k%2 == 1 {
			delete(m, k)
		}
	}
	f.Int("sum", sum, "a sum knows no order")
	f.String("longest", longest, "nor does a maximum")
	f.Int("inverse", inverse["two"], "turned around")
	f.Int("left", len(m), "deleted while ranging")
	f.String("printed", fmt.Sprint(inverse), "printed in key order")
	root.Execute()
}
