// Package tracing sends spans to a collector.
package tracing

import "github.com/spf13/cobra"

// Options of tracing; without a URL nothing is sent.
type Options struct {
	ZipkinURL    string
	LogSpans     bool
	SamplingRate float64
}

// DefaultOptions sends nothing, and samples few where a URL is given.
func DefaultOptions() *Options {
	return &Options{SamplingRate: 1.0 / 1000}
}

// AttachCobraFlags gives a command, and all below it, these options.
func (o *Options) AttachCobraFlags(cmd *cobra.Command) {
	pf := cmd.PersistentFlags()
	pf.StringVarP(&o.ZipkinURL, "trace_zipkin_url", "", o.ZipkinURL, "Where the spans go")
	pf.BoolVarP(&o.LogSpans, "trace_log_spans", "", o.LogSpans, "Write the spans to the log")
	pf.Float64VarP(&o.SamplingRate, "trace_sampling_rate", "", o.SamplingRate, "Share of calls that are traced")
}
