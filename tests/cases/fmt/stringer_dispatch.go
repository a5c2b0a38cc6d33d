package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

type color int

func (c color) String() string { return [...]string{"red", "green"}[c] }

type ptr struct{ n int }

func (p *ptr) String() string { return "ptr" + strconv.Itoa(p.n) }

type failure struct{ code int }

func (f failure) Error() string  { return "failure " + strconv.Itoa(f.code) }
func (f failure) String() string { return "not this" }

type wrapper struct {
	C color
	P ptr
}

func main() {
	root := &cobra.Command{Use: "stringer-dispatch"}
	f := root.Flags()
	f.String("v", fmt.Sprintf("%v %s %d %q %x", color(1), color(0), color(1), color(0), color(1)), "by verb")
	f.String("width", fmt.Sprintf("%7v|%-7s|", color(1), color(0)), "padded")
	f.String("pointer", fmt.Sprintf("%v %v", &ptr{1}, ptr{2}), "only the pointer has it")
	f.String("error", fmt.Sprintf("%v %s", failure{3}, failure{4}), "an error before a Stringer")
	f.String("fields", fmt.Sprintf("%v %+v", wrapper{1, ptr{5}}, wrapper{}), "fields too")
	f.String("slice", fmt.Sprint([]color{0, 1}, map[color]int{1: 2}), "elements and keys")
	f.String("sharp", fmt.Sprintf("%#v", color(1)), "not when asked for syntax")
	root.Execute()
}
