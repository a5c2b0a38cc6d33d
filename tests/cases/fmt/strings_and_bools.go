package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "strings-and-bools"}
	f := root.Flags()
	b := []byte("hi\n")
	f.String("s", fmt.Sprintf("%s|%5s|%-5s|%.2s|%5.1s", "abc", "abc", "abc", "abc", "abc"), "strings")
	f.String("q", fmt.Sprintf("%q %#q %+q", "a\"b", "raw", "é"), "quoted")
	f.String("x", fmt.Sprintf("%x %X % x %#x", "hi", "hi", "hi", "hi"), "hexadecimal")
	f.String("bytes", fmt.Sprintf("%s %q %v %x %d", b, b, b, b, b), "bytes")
	f.String("t", fmt.Sprintf("%t %v %5t|", true, false, true), "truth values")
	f.String("unicode", fmt.Sprintf("%5s|%-4s|", "é", "世"), "padded by runes")
	f.String("zero", fmt.Sprintf("%x", []string{"a", "b"}), "odd ones")
	root.Execute()
}
