// Package keepalive holds the options that keep idle connections open.
package keepalive

import (
	"math"
	"time"

	"github.com/spf13/cobra"

	"lagoon.example/lagoon/pkg/env"
)

// Infinity is as long as a duration can be.
const Infinity = time.Duration(math.MaxInt64)

var maxAge = env.RegisterDurationVar("LAGOON_CONNECTION_AGE", Infinity,
	"Age at which a server closes a connection").Get()

// Options of a connection.
type Options struct {
	Time                   time.Duration
	Timeout                time.Duration
	MaxServerConnectionAge time.Duration
}

// DefaultOption gives a new set with its usual values.
func DefaultOption() *Options {
	return &Options{
		Time:                   30 * time.Second,
		Timeout:                10 * time.Second,
		MaxServerConnectionAge: maxAge,
	}
}

// AttachCobraFlags gives a command, and all below it, these options.
func (o *Options) AttachCobraFlags(cmd *cobra.Command) {
	cmd.PersistentFlags().DurationVar(&o.Time, "keepaliveInterval", o.Time,
		"Silence after which a connection is pinged")
	cmd.PersistentFlags().DurationVar(&o.Timeout, "keepaliveTimeout", o.Timeout,
		"Time that an answer to a ping may take")
	cmd.PersistentFlags().DurationVar(&o.MaxServerConnectionAge, "keepaliveMaxServerConnectionAge",
		o.MaxServerConnectionAge, "Age at which a server closes a connection")
}
