package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type opt struct {
	name string
	tags [2]string
}

func main() {
	root := &cobra.Command{Use: "struct-in-containers"}
	f := root.Flags()
	list := []opt{{name: "a"}, {name: "b"}}
	first := list[0]
	first.name = "changed"
	list[1].tags[0] = "t"
	list[1].tags[1] = list[1].tags[0] + "u"
	list = append(list, list[1])
	list[2].tags[0] = "own"
	m := map[string]opt{"k": list[1]}
	o := m["k"]
	o.tags[0] = "lost"
	arr := [2]opt{list[0], list[1]}
	ref := &arr[0]
	ref.name = "ref"
	ch := []*opt{&list[0], &arr[1]}
	ch[0].name, ch[1].name = "ch0", "ch1"
	f.String("list", fmt.Sprint(list), "elements")
	f.String("map", fmt.Sprint(m), "entries are values")
	f.String("array", fmt.Sprint(arr), "copied in")
	f.String("first", first.name, "copied out")
	root.Execute()
}
