package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type Level int

const (
	Debug Level = iota - 1
	Info
	Warn
	Error Level = iota * 10
	Fatal
)

func (l Level) String() string {
	switch l {
	case Debug:
		return "debug"
	case Info:
		return "info"
	case Warn:
		return "warn"
	}
	return fmt.Sprintf("Level(%d)", int(l))
}

func main() {
	root := &cobra.Command{Use: "iota-typed"}
	f := root.Flags()
	f.String("debug", Debug.String(), "a negative one")
	f.String("info", fmt.Sprint(Info), "by Sprint")
	f.String("warn", fmt.Sprintf("%v/%d", Warn, Warn), "as text and number")
	f.String("error", Error.String(), "not named")
	f.Int("fatal", int(Fatal), "repeats with its type")
	root.Execute()
}
