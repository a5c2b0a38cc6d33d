package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

type addr struct {
	host string
	port int
}

func (a addr) String() string { return fmt.Sprintf("%s:%d", a.host, a.port) }

type addrs []addr

func (as addrs) String() string {
	var out []string
	for _, a := range as {
		out = append(out, a.String())
	}
	return "[" + strings.Join(out, " ") + "]"
}

func text(s fmt.Stringer) string {
	if s == nil {
		return "none"
	}
	return s.String()
}

func main() {
	root := &cobra.Command{Use: "stringers-for-defaults"}
	f := root.Flags()
	list := addrs{{"a", 1}, {host: "b"}}
	f.String("one", text(list[0]), "a value")
	f.String("pointer", text(&list[1]), "a pointer to one")
	f.String("all", text(list), "all of them")
	f.String("none", text(nil), "nothing")
	f.String("printed", fmt.Sprint(list), "by fmt")
	f.String("duration", text(time.Minute), "one of the library's")
	root.Execute()
}
