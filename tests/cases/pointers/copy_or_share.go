package main

import "github.com/spf13/cobra"

type options struct {
	name  string
	inner struct{ port int }
	tags  []string
}

func main() {
	root := &cobra.Command{Use: "copy-or-share"}
	f := root.Flags()
	a := options{name: "a", tags: []string{"x"}}
	a.inner.port = 1
	b := a
	p := &a
	b.name = "b"
	b.inner.port = 2
	b.tags[0] = "shared"
	p.inner.port = 3
	q := p
	q.name = "through q"
	f.String("a-name", a.name, "changed through a pointer")
	f.Int("a-port", a.inner.port, "the copy left it alone")
	f.Int("b-port", b.inner.port, "the copy's own")
	f.String("b-name", b.name, "the copy's own")
	f.StringSlice("tags", a.tags, "a slice is shared by copies")
	f.Bool("same", p == q, "two pointers to one")
	f.Bool("other", p == &b, "pointers to two")
	root.Execute()
}
