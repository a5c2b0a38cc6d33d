package main

import "github.com/spf13/cobra"

type id int

func main() {
	root := &cobra.Command{Use: "interface-keys"}
	f := root.Flags()
	m := map[interface{}]string{1: "int", "1": "string", 1.5: "float", id(1): "id", true: "bool", nil: "nil"}
	m[[2]string{"a", "b"}] = "array"
	f.String("int", m[1], "an int")
	f.String("string", m["1"], "a string")
	f.String("id", m[id(1)], "another type with the same value")
	f.String("int64", m[int64(1)], "no such type in it")
	f.String("nil", m[nil], "nil as a key")
	f.String("array", m[[2]string{"a", "b"}], "an array")
	f.Int("len", len(m), "all apart")
	root.Execute()
}
