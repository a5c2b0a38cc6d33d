package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

type plugin interface {
	Name() string
	Flags(*pflag.FlagSet)
}

type logging struct{ level string }
type tracing struct{ rate float64 }

func (logging) Name() string  { return "logging" }
func (*tracing) Name() string { return "tracing" }
func (l logging) Flags(f *pflag.FlagSet) {
	f.StringVar(&l.level, l.Name()+"-level", l.level, "level")
}
func (t *tracing) Flags(f *pflag.FlagSet) {
	f.Float64Var(&t.rate, t.Name()+"-rate", t.rate, "rate")
}

var plugins = map[string]plugin{}

func register(ps ...plugin) {
	for _, p := range ps {
		plugins[p.Name()] = p
	}
}

func init() { register(logging{"info"}, &tracing{rate: 0.5}) }

func main() {
	root := &cobra.Command{Use: "app"}
	for _, name := range []string{"tracing", "logging"} {
		plugins[name].Flags(root.PersistentFlags())
	}
	root.Execute()
}
