package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

type logger struct{ lines []string }

func (l *logger) logf(format string, args ...interface{}) {
	l.lines = append(l.lines, fmt.Sprintf(format, args...))
}

func (l *logger) errorf(format string, args ...interface{}) error {
	l.logf("error: "+format, args...)
	return fmt.Errorf(format, args...)
}

func joined(sep string, parts ...interface{}) string {
	out := make([]string, len(parts))
	for i := range parts {
		out[i] = fmt.Sprint(parts[i])
	}
	return strings.Join(out, sep)
}

func main() {
	root := &cobra.Command{Use: "forwarded-variadics"}
	f := root.Flags()
	l := &logger{}
	err := l.errorf("%s is %d%%", "load", 90)
	l.logf("plain")
	more := []interface{}{1, "b", nil}
	f.String("error", err.Error(), "forwarded")
	f.StringSlice("lines", l.lines, "twice")
	f.String("joined", joined("-", append(more, 2.5)...), "appended and spread")
	root.Execute()
}
