package main

import (
	"strconv"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "escapes"}
	f := root.Flags()
	f.String("tab", "a\tb", "a tab")
	f.String("hex", "\x41\x42", "hexadecimal")
	f.String("unicode", "\u00e9\U0001F600", "by number")
	f.String("octal", "\101\102", "octal")
	f.String("quotes", "\"'\\", "quotes and a backslash")
	f.String("raw", `a\n"b"`, "raw")
	f.String("lines", `one
	two`, "raw over two lines")
	f.Int("bell", int("\a"[0])+int("\v"[0]), "control characters")
	f.String("nul", strconv.Quote("\x00\r\n"), "quoted again")
	f.String("utf8", "\xc3\xa9", "bytes that make a letter")
	root.Execute()
}
