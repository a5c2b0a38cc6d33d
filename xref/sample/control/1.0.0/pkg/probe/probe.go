// Package probe tells, through the age of a file, whether a process is well.
package probe

import (
	"os"
	"time"

	"github.com/spf13/cobra"
)

// Options of a probe: the file, and how often it is renewed.
type Options struct {
	Path           string
	UpdateInterval time.Duration
}

// IsValid tells whether there is a probe at all.
func (o *Options) IsValid() bool {
	return o != nil && o.Path != "" && o.UpdateInterval > 0
}

// CobraCommand makes the command that a kubelet calls.
func CobraCommand() *cobra.Command {
	opt := &Options{}
	cmd := &cobra.Command{
		Use:   "probe",
		Short: "Ask a running process whether it is well",
		Run: func(_ *cobra.Command, _ []string) {
			info, err := os.Stat(opt.Path)
			if err != nil || time.Since(info.ModTime()) > opt.UpdateInterval {
				os.Exit(1)
			}
		},
	}
	cmd.PersistentFlags().StringVar(&opt.Path, "probe-path", "", "File that the process renews")
	cmd.PersistentFlags().DurationVar(&opt.UpdateInterval, "interval", 0, "Age at which the file counts as stale")
	return cmd
}
