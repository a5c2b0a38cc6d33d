package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type (
	hostPort string
	flagged  bool
	items    []string
	pairs    map[string]int
)

func (h *hostPort) add(p int)    { *h += hostPort(fmt.Sprintf(":%d", p)) }
func (b *flagged) flip()         { *b = !*b }
func (i *items) add(s ...string) { *i = append(*i, s...) }
func (p *pairs) put(k string, v int) {
	if *p == nil {
		*p = pairs{}
	}
	(*p)[k] = v
}

type config struct {
	addr  string
	on    bool
	names []string
	ports map[string]int
}

func main() {
	root := &cobra.Command{Use: "converted-in-place"}
	f := root.Flags()
	c := config{addr: "localhost", names: []string{"a"}}
	(*hostPort)(&c.addr).add(80)
	(*flagged)(&c.on).flip()
	(*items)(&c.names).add("b", "c")
	(*pairs)(&c.ports).put("http", 8080)
	p := (*pairs)(&c.ports)
	p.put("grpc", 9090)
	elem := (*hostPort)(&c.names[1])
	elem.add(1)
	f.String("addr", c.addr, "a field seen as another type")
	f.Bool("on", c.on, "turned")
	f.StringSlice("names", c.names, "grown, and an element changed")
	f.Int("ports", c.ports["http"]+c.ports["grpc"], "made on demand")
	root.Execute()
}
