package main

import (
	"os"

	"github.com/spf13/cobra"
)

type variable struct {
	name, def, help string
}

func (v variable) Get() string {
	s, _ := v.Lookup()
	return s
}

func (v variable) Lookup() (string, bool) {
	s, ok := os.LookupEnv(v.name)
	if !ok {
		s = v.def
	}
	return s, ok
}

var all = map[string]variable{}

func register(name, def, help string) variable {
	v := variable{name, def, help}
	all[name] = v
	return v
}

var (
	pod  = register("XREF_CASE_POD", "pod-0", "name of the pod")
	zone = register("XREF_CASE_ZONE", "", "zone of the node")
)

func main() {
	root := &cobra.Command{Use: "registered-variables"}
	f := root.Flags()
	f.String("pod", pod.Get(), pod.help)
	if z, ok := zone.Lookup(); ok {
		f.String("zone", z, zone.help)
	} else {
		f.String("no-zone", "none", zone.help)
	}
	f.Int("known", len(all), "how many variables")
	root.Execute()
}
