package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

func classify(r rune) string {
	switch {
	case unicode.IsUpper(r):
		return "upper"
	case unicode.IsLetter(r):
		return "letter"
	case unicode.IsDigit(r):
		return "digit"
	case unicode.IsSpace(r):
		return "space"
	}
	return "other"
}

func main() {
	root := &cobra.Command{Use: "unicode-classes"}
	f := root.Flags()
	for i, r := range "Aé7 -" {
		f.String(fmt.Sprintf("at-%d", i), classify(r), "a class")
	}
	f.String("upper", string(unicode.ToUpper('ß'))+string(unicode.ToUpper('q')), "case of a rune")
	f.Int("len", utf8.RuneLen('世'), "bytes of a rune")
	root.Execute()
}
