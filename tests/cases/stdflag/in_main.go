package main

import (
	"flag"
	"fmt"
	"time"
)

type config struct {
	ratio float64
	size  int64
	count uint
	total uint64
	name  string
	dry   bool
	d     time.Duration
}

func main() {
	var c config
	flag.Float64Var(&c.ratio, "ratio", 0.5, "ratio")
	flag.Int64Var(&c.size, "size", 1<<33, "size")
	flag.UintVar(&c.count, "count", 4, "count")
	flag.Uint64Var(&c.total, "total", 1<<63, "total")
	flag.StringVar(&c.name, "name", fmt.Sprintf("run-%02d", 7), "name")
	flag.BoolVar(&c.dry, "dry", !c.dry, "do nothing")
	flag.DurationVar(&c.d, "d", time.Millisecond, "delay")
	flag.Usage = func() { flag.PrintDefaults() }
	flag.Parse()
	fmt.Println(flag.Args(), c)
}
