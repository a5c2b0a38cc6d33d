package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

func size(s string) (int64, error) {
	units := map[byte]int64{'K': 1 << 10, 'M': 1 << 20, 'G': 1 << 30}
	mul := int64(1)
	if m, ok := units[s[len(s)-1]]; ok {
		mul, s = m, s[:len(s)-1]
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("bad size %q: %v", s, err)
	}
	return n * mul, nil
}

func main() {
	root := &cobra.Command{Use: "parse-sizes"}
	f := root.Flags()
	for _, s := range []string{"12", "4K", "3M", "x"} {
		n, err := size(s)
		usage := "fine"
		if err != nil {
			usage = err.Error()
		}
		f.Int64("size-"+s, n, usage)
	}
	root.Execute()
}
