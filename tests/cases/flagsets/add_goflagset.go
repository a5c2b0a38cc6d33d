package main

import (
	goflag "flag"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

var (
	_ = goflag.Int("v", 2, "a letter becomes a shorthand")
	_ = goflag.Bool("alsologtostderr", false, "standard error too")
)

func init() {
	goflag.Var(&modules{"a"}, "vmodule", "modules")
	goflag.Duration("flush", 5*time.Second, "how often")
	goflag.Float64("rate", 0.5, "a rate")
}

type modules []string

func (m *modules) String() string {
	if m == nil {
		return ""
	}
	return strings.Join(*m, ",")
}

func (m *modules) Set(s string) error {
	*m = append(*m, s)
	return nil
}

func main() {
	root := &cobra.Command{Use: "app"}
	goflag.Set("flush", "7s")
	root.PersistentFlags().AddGoFlagSet(goflag.CommandLine)
	goflag.CommandLine.Parse([]string{})
	root.Execute()
}
