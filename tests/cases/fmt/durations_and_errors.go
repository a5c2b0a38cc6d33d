package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "durations-and-errors"}
	f := root.Flags()
	d := 90 * time.Second
	f.String("duration", fmt.Sprintf("%v %s %d %T", d, d, d, d), "a duration")
	err := fmt.Errorf("outer %d: %w", 1, errors.New("inner"))
	f.String("error", fmt.Sprintf("%v|%q|%+v", err, err, err), "an error")
	f.String("seconds", fmt.Sprintf("%.1f %v", d.Minutes(), d.Seconds()), "in other units")
	f.String("list", fmt.Sprint([]time.Duration{time.Second, 1500 * time.Microsecond}), "in a list")
	f.String("struct", fmt.Sprintf("%+v", struct {
		D time.Duration
		E error
	}{D: time.Hour}), "in a struct")
	root.Execute()
}
