package main

import (
	goflag "flag"

	"github.com/spf13/cobra"
)

type flagger interface {
	StringVar(p *string, name string, value string, usage string)
	BoolVar(p *bool, name string, value bool, usage string)
}

type config struct {
	dir   string
	force bool
}

func (c *config) register(f flagger) {
	f.StringVar(&c.dir, "dir", c.dir, "directory")
	f.BoolVar(&c.force, "force", c.force, "do it anyway")
}

type prefixer struct {
	inner  flagger
	prefix string
}

func (p prefixer) StringVar(v *string, name, value, usage string) {
	p.inner.StringVar(v, p.prefix+name, value, usage)
}

func (p prefixer) BoolVar(v *bool, name string, value bool, usage string) {
	p.inner.BoolVar(v, p.prefix+name, !value, usage)
}

func main() {
	root := &cobra.Command{Use: "through-interface"}
	f := root.Flags()
	(&config{dir: "/tmp"}).register(f)
	c := config{"/var", true}
	c.register(prefixer{prefixer{f, "in-"}, "out-"})
	std := goflag.NewFlagSet("std", goflag.PanicOnError)
	(&config{dir: "std"}).register(prefixer{std, "std-"})
	f.AddGoFlagSet(std)
	root.Execute()
}
