package main

import "github.com/spf13/cobra"

type limits struct {
	cpu    *float64
	memory *int
	nested *limits
}

func (l *limits) merged(o *limits) *limits {
	out := *l
	if o == nil {
		return &out
	}
	if o.cpu != nil {
		out.cpu = o.cpu
	}
	if o.memory != nil {
		out.memory = o.memory
	}
	if out.nested == nil {
		out.nested = o.nested
	}
	return &out
}

func main() {
	root := &cobra.Command{Use: "optional-pointers"}
	f := root.Flags()
	cpu, mem := 0.5, 128
	base := &limits{cpu: &cpu}
	over := &limits{memory: &mem, nested: &limits{memory: new(int)}}
	m := base.merged(over).merged(nil)
	mem *= 2
	*m.nested.memory = 64
	f.Float64("cpu", *m.cpu, "from the first")
	f.Int("memory", *m.memory, "from the second, changed later")
	f.Int("nested", *over.nested.memory, "shared by both")
	f.Bool("base", base.memory == nil && base.nested == nil, "left as it was")
	root.Execute()
}
