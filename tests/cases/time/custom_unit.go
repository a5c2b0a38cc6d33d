package main

import (
	"time"

	"github.com/spf13/cobra"
)

type seconds int

func (s seconds) Duration() time.Duration { return time.Duration(s) * time.Second }

type timeouts struct {
	connect seconds
	idle    time.Duration
}

func jitter(d time.Duration, percent int) time.Duration {
	return d + d*time.Duration(percent)/100
}

func main() {
	root := &cobra.Command{Use: "custom-unit"}
	f := root.Flags()
	t := timeouts{connect: 45}
	if t.idle == 0 {
		t.idle = t.connect.Duration() * 2
	}
	f.DurationVar(&t.idle, "idle", t.idle, "idle time")
	f.Duration("jitter", jitter(t.idle, 15), "somewhat more")
	f.Int("connect", int(t.connect), "in seconds")
	f.Duration("scaled", time.Duration(1.5*float64(time.Second)), "through a float")
	f.Bool("less", t.idle < 2*time.Minute, "compared")
	root.Execute()
}
