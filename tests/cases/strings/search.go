package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "search"}
	f := root.Flags()
	s := "mixs.server.istio"
	f.Int("index", strings.Index(s, "server"), "first")
	f.Int("none", strings.Index(s, "zzz"), "not there")
	f.Int("last", strings.LastIndex(s, "."), "last")
	f.Int("byte", strings.IndexByte(s, 's'), "a byte")
	f.Int("any", strings.IndexAny(s, "xyz"), "any of them")
	f.Int("rune", strings.IndexRune("aé", 'é'), "a rune")
	f.Bool("has", strings.HasPrefix(s, "mixs") && strings.HasSuffix(s, "istio"), "ends")
	f.Bool("contains", strings.Contains(s, "") && strings.ContainsAny(s, "qv"), "within")
	f.Int("count", strings.Count(s, "s"), "how many")
	f.Int("count-empty", strings.Count("abc", ""), "one more than the letters")
	f.Bool("fold", strings.EqualFold("HeLLo", "hEllO"), "whatever the case")
	root.Execute()
}
