package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
)

type all struct {
	b   bool
	s   string
	i   int
	i8  int8
	i64 int64
	u   uint
	u16 uint16
	f32 float32
	d   time.Duration
	ss  []string
	is  []int
	c   int
}

func main() {
	var a all
	root := &cobra.Command{Use: "vars"}
	f := root.PersistentFlags()
	f.BoolVar(&a.b, "bool", true, "bool")
	f.StringVarP(&a.s, "string", "s", "text", "string")
	f.IntVar(&a.i, "int", 5, "int")
	f.Int8VarP(&a.i8, "int8", "", 8, "no shorthand")
	f.Int64Var(&a.i64, "int64", 1<<40, "int64")
	f.UintVarP(&a.u, "uint", "u", 7, "uint")
	f.Uint16Var(&a.u16, "uint16", 65535, "uint16")
	f.Float32Var(&a.f32, "float32", 1.5, "float32")
	f.DurationVarP(&a.d, "duration", "d", time.Minute, "duration")
	f.StringSliceVar(&a.ss, "strings", []string{"a", "b"}, "strings")
	f.IntSliceVarP(&a.is, "ints", "i", nil, "ints")
	f.CountVarP(&a.c, "verbose", "v", "count")
	f.String("read", fmt.Sprintf("%+v", a), "all were set")
	root.Execute()
}
