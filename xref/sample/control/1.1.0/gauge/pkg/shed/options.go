// Package shed refuses calls when there are too many of them.
package shed

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// Mode says what happens to a call that is too much.
type Mode int

// The modes.
const (
	Disabled Mode = iota
	LogOnly
	Enforce
)

var modes = map[Mode]string{Disabled: "disabled", LogOnly: "logonly", Enforce: "enforce"}

// String, Set and Type make a mode a value of a flag.
func (m *Mode) String() string { return modes[*m] }

// Set takes the name in upper or lower case.
func (m *Mode) Set(text string) error {
	for mode, name := range modes {
		if strings.EqualFold(name, text) {
			*m = mode
			return nil
		}
	}
	return fmt.Errorf("no such mode: %s", text)
}

// Type is what the help shows.
func (*Mode) Type() string { return "mode" }

// Options of load shedding.
type Options struct {
	Mode             Mode
	SamplesPerSecond float64
	HalfLife         float32
	MaxRequests      int64
}

// DefaultOptions refuse nothing.
func DefaultOptions() Options {
	return Options{Mode: LogOnly, SamplesPerSecond: 1e6 * 25, HalfLife: .5}
}

// AttachCobraFlags gives a command these options.
func (o *Options) AttachCobraFlags(cmd *cobra.Command) {
	cmd.PersistentFlags().VarP(&o.Mode, "loadsheddingMode", "", "What happens to a call that is too much: disabled, logonly or enforce")
	cmd.PersistentFlags().Float64Var(&o.SamplesPerSecond, "samplesPerSecond", o.SamplesPerSecond, "Calls that are measured in a second")
	cmd.PersistentFlags().Float32Var(&o.HalfLife, "halfLife", o.HalfLife, "Seconds after which a measurement counts half")
	cmd.PersistentFlags().Int64Var(&o.MaxRequests, "maxRequests", o.MaxRequests, "Calls in a second that are answered (0: all)")
}
