package log

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

const (
	defaultScope          = "default"
	defaultLevel          = InfoLevel
	defaultOutputPath     = "stdout"
	defaultRotationMaxAge = 30
	defaultRotationSize   = 100 << 20
)

var _ = RegisterScope(defaultScope, "What belongs to no other scope")

// Options says where the log goes and how much there is of it.
type Options struct {
	OutputPaths      []string
	RotateOutputPath string
	RotationMaxAge   int
	RotationMaxSize  int
	JSONEncoding     bool

	outputLevels string
}

// DefaultOptions logs to the standard output at the level info.
func DefaultOptions() *Options {
	return &Options{
		OutputPaths:     []string{defaultOutputPath},
		RotationMaxAge:  defaultRotationMaxAge,
		RotationMaxSize: defaultRotationSize >> 20,
		outputLevels:    defaultScope + ":" + defaultLevel.String(),
	}
}

// AttachCobraFlags gives a command, and all below it, the flags of the log.
func (o *Options) AttachCobraFlags(cmd *cobra.Command) {
	flags := cmd.PersistentFlags()
	o.AttachFlags(flags.StringArrayVar, flags.StringVar, flags.IntVar, flags.BoolVar)
}

// AttachFlags is AttachCobraFlags for those who have no cobra: it takes the registering functions.
func (o *Options) AttachFlags(
	stringArrayVar func(p *[]string, name string, value []string, usage string),
	stringVar func(p *string, name string, value string, usage string),
	intVar func(p *int, name string, value int, usage string),
	boolVar func(p *bool, name string, value bool, usage string)) {

	stringArrayVar(&o.OutputPaths, "log_target", o.OutputPaths,
		"Files that the log goes to; stdout and stderr are names too")
	stringVar(&o.RotateOutputPath, "log_rotate", o.RotateOutputPath,
		"File that the log goes to and that is rotated")
	intVar(&o.RotationMaxAge, "log_rotate_max_age", o.RotationMaxAge,
		"Days after which a rotated file is deleted (0 keeps all)")
	intVar(&o.RotationMaxSize, "log_rotate_max_size", o.RotationMaxSize,
		"Megabytes after which the file is rotated")
	boolVar(&o.JSONEncoding, "log_as_json", o.JSONEncoding, "Write the log as JSON")

	levels := make([]string, 0, len(levelToString))
	for l := DebugLevel; l >= NoneLevel; l-- {
		levels = append(levels, l.String())
	}
	if names := scopeNames(); len(names) > 1 {
		stringVar(&o.outputLevels, "log_output_level", o.outputLevels,
			fmt.Sprintf("Comma-separated levels in the form SCOPE:LEVEL, where SCOPE is one of [%s] and LEVEL one of [%s]",
				strings.Join(names, ", "), strings.Join(levels, ", ")))
	} else {
		stringVar(&o.outputLevels, "log_output_level", o.outputLevels,
			fmt.Sprintf("Level of the log, one of [%s]", strings.Join(levels, ", ")))
	}
}
