package main

import "github.com/spf13/cobra"

type base struct {
	Name string
	Port int
}

type tls struct{ Port int }

type server struct {
	base
	*tls
	Name string
}

func (b base) Describe() string { return b.Name + "!" }
func (b *base) Rename(s string) { b.Name = s }

func main() {
	root := &cobra.Command{Use: "promote-fields"}
	f := root.Flags()
	s := server{base: base{"inner", 1}, tls: &tls{2}, Name: "outer"}
	s.Rename("renamed")
	f.String("outer", s.Name, "the shallower wins")
	f.String("inner", s.base.Name, "by the embedded name")
	f.String("describe", s.Describe(), "a promoted method sees its own")
	f.Int("ports", s.base.Port*10+s.tls.Port, "ambiguous, so spelled out")
	t := s
	t.tls.Port = 9
	t.base.Port = 8
	f.Int("shared", s.tls.Port, "an embedded pointer is shared")
	f.Int("own", s.base.Port, "an embedded struct is not")
	root.Execute()
}
