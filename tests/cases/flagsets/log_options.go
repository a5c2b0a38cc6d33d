// Options in the manner of a logging library: scopes register themselves, flags list them.
package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/spf13/cobra"
)

type scope struct {
	name, description string
	level             int
}

type options struct {
	outputs []string
	level   string
	rotate  struct{ age, size int }
	json    bool
}

var scopes = map[string]*scope{}

func registerScope(name, description string) *scope {
	s, ok := scopes[name]
	if !ok {
		s = &scope{name: name, description: description, level: 3}
		scopes[name] = s
	}
	return s
}

var (
	defaultScope = registerScope("default", "unscoped")
	_            = registerScope("mixer", "the mixer")
)

func newOptions() *options {
	o := &options{outputs: []string{"stdout"}}
	o.rotate.age, o.rotate.size = 30, 100*1024*1024
	o.level = defaultScope.name + ":" + [...]string{"none", "error", "warn", "info"}[defaultScope.level]
	return o
}

func (o *options) attach(cmd *cobra.Command) {
	names := []string{}
	for name := range scopes {
		names = append(names, name)
	}
	sort.Strings(names)
	f := cmd.PersistentFlags()
	f.StringArrayVar(&o.outputs, "log_target", o.outputs, "where to log")
	f.IntVar(&o.rotate.age, "log_age", o.rotate.age, "days")
	f.IntVar(&o.rotate.size, "log_size", o.rotate.size, "bytes")
	f.BoolVar(&o.json, "log_json", o.json, "as JSON")
	f.StringVar(&o.level, "log_level", o.level, fmt.Sprintf("one of [%s]", strings.Join(names, ", ")))
}

func main() {
	root := &cobra.Command{Use: "logs"}
	registerScope("main", "late, yet before the flags")
	newOptions().attach(root)
	root.Execute()
}
