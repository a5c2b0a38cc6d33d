package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

func show(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return fmt.Sprint(v)
}

func main() {
	root := &cobra.Command{Use: "any-and-packages"}
	f := root.Flags()
	before, after, found := strings.Cut("key=value=x", "=")
	f.String(before, after, strconv.FormatBool(found))
	f.String("any", show(any(5))+show("s"), "another name of the empty interface")
	s := []string{"c", "a", "b"}
	slices.Sort(s)
	f.StringSlice("sorted", s, "by the generic package")
	f.Bool("contains", slices.Contains(s, "b"), "within")
	f.Int("index", slices.Index(s, "c"), "where")
	f.String("replaced", strings.ReplaceAll("a.b.c", ".", "/"), "all of them")
	err := errors.Join(errors.New("one"), nil, errors.New("two"))
	f.String("joined", err.Error(), "two errors")
	root.Execute()
}
