package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type (
	alias   = map[string]int
	defined map[string]int
	text    string
	texts   []text
	maker   func(string) text
)

func (d defined) total() (n int) {
	for _, v := range d {
		n += v
	}
	return
}

func (t text) twice() text { return t + t }

func main() {
	root := &cobra.Command{Use: "aliases-and-definitions"}
	f := root.Flags()
	a := alias{"x": 1}
	d := defined(a)
	d["y"] = 2
	var m map[string]int = d
	m["z"] = 3
	ts := texts{"a", text("b")}
	var mk maker = func(s string) text { return text(s).twice() }
	f.Int("total", d.total(), "one map under three types")
	f.Int("alias", len(a), "the same one")
	f.String("texts", string(ts[0].twice()+ts[1]), "elements have methods")
	f.String("maker", string(mk("m")), "a function type")
	f.String("types", fmt.Sprintf("%T %T %T", a, d, ts), "names")
	root.Execute()
}
