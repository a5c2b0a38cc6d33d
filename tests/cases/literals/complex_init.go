package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"
)

type backend struct {
	addr    string
	weights map[string]float64
	retry   *policy
	checks  []func() bool
}

type policy struct {
	n     int
	delay time.Duration
}

func mk(n int) *policy { return &policy{n, time.Duration(n) * time.Second} }

var backends = []backend{
	{
		addr:    "a:" + strconv.Itoa(80*100),
		weights: map[string]float64{"x": 1.0 / 4},
		retry:   mk(len("abc")),
		checks:  []func() bool{func() bool { return true }, func() bool { return false }},
	},
	{retry: &policy{delay: time.Minute}},
}

func main() {
	root := &cobra.Command{Use: "complex-init"}
	f := root.Flags()
	for i, b := range backends {
		p := fmt.Sprintf("b%d-", i)
		f.String(p+"addr", b.addr, "address")
		f.Float64(p+"weight", b.weights["x"], "weight")
		f.Duration(p+"delay", b.retry.delay, "delay")
		f.Int(p+"checks", len(b.checks), "checks")
	}
	f.Bool("check", backends[0].checks[1](), "called")
	root.Execute()
}
