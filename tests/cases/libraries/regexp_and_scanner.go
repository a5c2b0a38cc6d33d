package main

import (
	"bufio"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

const table = `
# name value
port 8080
host localhost
`

var line = regexp.MustCompile(`^(\w+)\s+(\w+)$`)

func main() {
	root := &cobra.Command{Use: "scan"}
	in := bufio.NewScanner(strings.NewReader(table))
	n := 0
	for in.Scan() {
		if m := line.FindStringSubmatch(in.Text()); m != nil {
			root.Flags().String(m[1], m[2], fmt.Sprintf("line %d", n))
		}
		n++
	}
	root.Flags().Bool("matches", line.MatchString("a b"), "a pattern")
	root.Execute()
}
