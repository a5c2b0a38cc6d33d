package main

import "github.com/spf13/cobra"

type Store interface {
	Get(k string) string
	Size() int
}

type memory map[string]string

func (m memory) Get(k string) string { return m[k] }
func (m memory) Size() int           { return len(m) }

type prefixed struct {
	Store
	prefix string
}

func (p prefixed) Get(k string) string { return p.Store.Get(p.prefix + k) }

type logged struct {
	Store
	log *[]string
}

func (l logged) Get(k string) string {
	*l.log = append(*l.log, k)
	return l.Store.Get(k)
}

func main() {
	root := &cobra.Command{Use: "embedded-override"}
	f := root.Flags()
	var log []string
	var s Store = memory{"mesh.port": "15010", "port": "1"}
	s = prefixed{logged{s, &log}, "mesh."}
	f.String("port", s.Get("port"), "through two layers")
	f.Int("size", s.Size(), "promoted twice")
	f.StringSlice("log", log, "seen by the inner one")
	root.Execute()
}
