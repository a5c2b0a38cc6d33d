package main

import "github.com/spf13/cobra"

func retry(max int) (tries int) {
again:
	tries++
	if tries < max {
		goto again
	}
	if tries > 100 {
		goto fail
	}
	return tries
fail:
	return -1
}

func main() {
	root := &cobra.Command{Use: "goto"}
	f := root.Flags()
	f.Int("three", retry(3), "backwards")
	f.Int("failed", retry(200), "forwards")
	i := 0
	sum := 0
start:
	if i < 4 {
		sum += i
		i++
		goto start
	}
	f.Int("sum", sum, "a loop by hand")
	root.Execute()
}
