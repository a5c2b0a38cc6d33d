package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "unicode-range"}
	f := root.Flags()
	s := "aé世\xff!"
	var at []int
	var codes []string
	for i, r := range s {
		at = append(at, i)
		codes = append(codes, fmt.Sprintf("%U", r))
	}
	f.IntSlice("at", at, "where each begins")
	f.String("codes", strings.Join(codes, " "), "a bad byte is U+FFFD")
	f.Int("bytes", len(s), "bytes")
	f.Int("count", utf8.RuneCountInString(s), "runes")
	n := 0
	for range "日本" {
		n++
	}
	f.Int("n", n, "counted")
	f.String("slice", s[1:3], "cut by bytes")
	f.String("last", string(s[len(s)-1]), "one byte")
	root.Execute()
}
