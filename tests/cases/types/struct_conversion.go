package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type v1 struct {
	Name string `json:"name"`
	Port int
}

type v2 struct {
	Name string
	Port int `yaml:"port"`
}

func (v v2) String() string { return fmt.Sprintf("%s@%d", v.Name, v.Port) }

type base struct{ n int }
type derived base

func (d *derived) inc() { d.n++ }

func main() {
	root := &cobra.Command{Use: "struct-conversion"}
	f := root.Flags()
	old := v1{"a", 1}
	f.String("converted", v2(old).String(), "tags do not matter")
	f.String("anonymous", v2(struct {
		Name string
		Port int
	}{"b", 2}).String(), "from a struct without a name")
	b := base{5}
	d := derived(b)
	d.inc()
	(*derived)(&b).inc()
	(*derived)(&b).inc()
	f.Int("copy", d.n, "a conversion copies")
	f.Int("through", b.n, "a converted pointer does not")
	root.Execute()
}
