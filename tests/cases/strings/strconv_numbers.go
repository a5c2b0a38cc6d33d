package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "strconv-numbers"}
	f := root.Flags()
	n, err := strconv.Atoi("-42")
	f.Int("atoi", n, fmt.Sprint(err))
	_, err = strconv.Atoi("4x")
	f.String("atoi-error", err.Error(), "not a number")
	_, err = strconv.ParseInt("300", 10, 8)
	f.String("range-error", err.Error(), "too large")
	h, _ := strconv.ParseInt("ff", 16, 64)
	o, _ := strconv.ParseInt("0755", 0, 32)
	u, _ := strconv.ParseUint("101", 2, 8)
	f.Int64("hex", h, "hexadecimal")
	f.Int64("octal", o, "by its prefix")
	f.Uint64("binary", u, "binary")
	f.String("format", strconv.FormatInt(-255, 16)+" "+strconv.FormatUint(35, 36), "formatted")
	b, err := strconv.ParseBool("T")
	f.Bool("bool", b, fmt.Sprint(err))
	_, err = strconv.ParseBool("yes")
	f.String("bool-error", err.Error(), "not a truth value")
	f.String("itoa", strconv.Itoa(1<<20), "a text")
	root.Execute()
}
