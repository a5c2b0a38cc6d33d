package main

import (
	"time"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "durations"}
	f := root.Flags()
	d := 90*time.Minute + 30*time.Second
	f.Duration("long", d, "over an hour")
	f.Duration("ms", 1500*time.Microsecond, "in milliseconds")
	f.Duration("us", 2500*time.Nanosecond, "in microseconds")
	f.Duration("ns", 999, "in nanoseconds")
	f.Duration("zero", 0, "none")
	f.Duration("negative", -d, "backwards")
	f.Duration("days", 48*time.Hour, "there are no days")
	f.Duration("half", d/2, "divided")
	f.Duration("rest", d%time.Hour, "a remainder")
	f.Float64("hours", d.Hours(), "as a float")
	f.Int64("ratio", int64(d/time.Second), "a count")
	f.String("text", d.String()+"/"+time.Duration(1).String(), "as text")
	f.Duration("rounded", d.Round(time.Hour), "rounded")
	f.Duration("truncated", d.Truncate(time.Minute), "cut")
	root.Execute()
}
