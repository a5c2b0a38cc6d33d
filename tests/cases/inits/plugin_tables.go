package main

import (
	"strconv"

	"github.com/spf13/cobra"
)

type plugin struct {
	name string
	make func() map[string]string
}

var plugins []plugin

func add(name string, m func() map[string]string) int {
	plugins = append(plugins, plugin{name, m})
	return len(plugins)
}

var first = add("static", func() map[string]string { return map[string]string{"n": strconv.Itoa(last)} })

var last = add("dynamic", dynamic)

func dynamic() map[string]string { return extra }

var extra = map[string]string{"a": "x" + suffix}

var suffix string

func init() { suffix = "late" }

func init() {
	extra["b"] = suffix
}

func main() {
	root := &cobra.Command{Use: "plugin-tables"}
	f := root.Flags()
	for _, p := range plugins {
		for k, v := range p.make() {
			f.String(p.name+"."+k, v, "of "+p.name)
		}
	}
	f.Int("first", first*10+last, "in the order of declaration")
	root.Execute()
}
