// Package cmd has what the command lines of Reef share.
package cmd

import (
	"time"

	"github.com/spf13/pflag"
)

// RetryOptions say how often something is tried again.
type RetryOptions struct {
	Retries string
	Wait    time.Duration
}

// AddRetryFlags registers the options on any set, with a prefix of the caller's.
func AddRetryFlags(fs *pflag.FlagSet, prefix string, o *RetryOptions) {
	fs.StringVar(&o.Retries, prefix+"-retries", "3", "Times that "+prefix+" is tried again")
	fs.DurationVar(&o.Wait, prefix+"-wait", time.Second, "Wait before "+prefix+" is tried again")
}
