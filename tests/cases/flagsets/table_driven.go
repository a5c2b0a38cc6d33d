package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
)

type def struct {
	name, short, usage string
	value              interface{}
	hidden             bool
}

var defs = []def{
	{"host", "H", "host to bind", "localhost", false},
	{name: "port", usage: "port to bind", value: 8080},
	{"timeout", "t", "time to wait", 5 * time.Second, false},
	{"trace", "", "trace all", true, true},
	{"ratio", "", "ratio", 0.75, false},
	{name: "list", value: []string{"x"}},
}

func main() {
	root := &cobra.Command{Use: "table-driven"}
	f := root.Flags()
	for _, d := range defs {
		switch v := d.value.(type) {
		case string:
			f.StringP(d.name, d.short, v, d.usage)
		case int:
			f.IntP(d.name, d.short, v, d.usage)
		case bool:
			f.BoolP(d.name, d.short, v, d.usage)
		case time.Duration:
			f.DurationP(d.name, d.short, v, d.usage)
		case float64:
			f.Float64P(d.name, d.short, v, d.usage)
		default:
			f.String(d.name, fmt.Sprint(v), fmt.Sprintf("of type %T", v))
		}
		f.Lookup(d.name).Hidden = d.hidden
	}
	root.Execute()
}
