package main

import (
	"time"

	"github.com/spf13/cobra"
)

const (
	tick             = 250 * time.Millisecond
	minute           = 4 * 15 * time.Second
	timeout          = 2 * minute
	retries          = 3
	fraction float64 = 0.25
)

var computed = time.Duration(retries) * tick

func main() {
	root := &cobra.Command{Use: "duration-constants"}
	f := root.Flags()
	f.Duration("tick", tick, "under a second")
	f.Duration("timeout", timeout, "two minutes")
	f.Duration("computed", computed, "a converted count")
	f.Duration("part", time.Duration(fraction*float64(time.Minute)), "through floats")
	f.Duration("sum", time.Hour+30*time.Minute+tick, "a sum")
	f.Float64("seconds", timeout.Seconds(), "back to a number")
	f.Int64("nanos", int64(tick), "as nanoseconds")
	root.Execute()
}
