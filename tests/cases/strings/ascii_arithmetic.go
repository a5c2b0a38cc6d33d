package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func snake(s string) string {
	out := make([]byte, 0, len(s)*2)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			if i > 0 {
				out = append(out, '_')
			}
			c += 'a' - 'A'
		}
		out = append(out, c)
	}
	return string(out)
}

func rot13(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return 'a' + (r-'a'+13)%26
		case 'A' <= r && r <= 'Z':
			return 'A' + (r-'A'+13)%26
		}
		return r
	}, s)
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func main() {
	root := &cobra.Command{Use: "ascii-arithmetic"}
	f := root.Flags()
	for _, name := range []string{"MaxConns", "httpPort", "TTL"} {
		f.String(snake(name), rot13(name), reverse(name))
	}
	f.String("reversed", reverse("añb"), "rune by rune")
	root.Execute()
}
