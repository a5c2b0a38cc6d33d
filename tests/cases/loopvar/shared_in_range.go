package main

import "github.com/spf13/cobra"

type item struct{ name string }

func main() {
	root := &cobra.Command{Use: "shared-in-range"}
	f := root.Flags()
	items := []item{{"a"}, {"b"}, {"c"}}
	var ps []*item
	byName := map[string]func() string{}
	for _, it := range items {
		ps = append(ps, &it)
		byName[it.name] = func() string { return it.name }
	}
	f.String("pointers", ps[0].name+ps[1].name+ps[2].name, "one variable")
	f.Bool("same", ps[0] == ps[2], "one address")
	f.String("closure", byName["a"](), "what it held last")
	var own []*item
	for i := range items {
		own = append(own, &items[i])
	}
	own[0].name = "z"
	f.String("own", own[0].name+own[1].name+items[0].name, "the elements themselves")
	root.Execute()
}
