package main

import (
	"fmt"
	"reflect"

	"github.com/spf13/cobra"
)

type widget struct{ n int }

func nameOf(v interface{}) string {
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Ptr {
		t = t.Elem()
	}
	return t.Name()
}

func main() {
	root := &cobra.Command{Use: "names"}
	f := root.Flags()
	f.String("struct", nameOf(widget{}), "its name")
	f.String("pointer", nameOf(&widget{}), "the name of what it points to")
	f.String("kind", reflect.TypeOf([]int{}).Kind().String(), "a kind")
	f.String("string", fmt.Sprint(reflect.TypeOf(map[string]*widget{})), "spelled out")
	f.Bool("equal", reflect.DeepEqual([]widget{{1}}, []widget{{1}}), "all the way down")
	root.Execute()
}
