package main

import (
	"time"

	"github.com/spf13/cobra"
)

type server struct {
	ports [3]int
	host  string
	sub   struct{ ttl time.Duration }
}

func set(p *int, v int) { *p = v }

func main() {
	root := &cobra.Command{Use: "fields-and-elements"}
	f := root.Flags()
	s := server{host: "h"}
	set(&s.ports[1], 81)
	list := []int{1, 2, 3}
	set(&list[2], 30)
	ttl := &s.sub.ttl
	*ttl = 5 * time.Second
	host := &s.host
	*host += "ost"
	t := s
	*host = "changed"
	f.Int("element", s.ports[1], "an element of an array in a struct")
	f.Int("slice", list[2], "an element of a slice")
	f.Duration("nested", s.sub.ttl, "a field of a field")
	f.String("host", s.host, "through a pointer to a field")
	f.String("copy", t.host, "the copy from before")
	f.DurationVar(&s.sub.ttl, "var", *ttl*2, "pflag writes the default")
	f.Duration("after", *ttl, "and the pointer sees it")
	root.Execute()
}
