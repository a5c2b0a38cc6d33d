package main

import (
	"time"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "parse"}
	f := root.Flags()
	for _, s := range []string{"1h15m", "1.5s", "-2m3.5s", "300ms", "10us", "0", "5", "1x", ""} {
		d, err := time.ParseDuration(s)
		usage := "fine"
		if err != nil {
			usage = err.Error()
		}
		f.Duration("p-"+s, d, usage)
	}
	f.String("layout", time.RFC3339, "a layout")
	f.Int("month", int(time.March), time.March.String())
	f.String("day", time.Saturday.String(), "a day of the week")
	root.Execute()
}
