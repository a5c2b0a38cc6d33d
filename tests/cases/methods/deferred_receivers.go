package main

import "github.com/spf13/cobra"

type span struct {
	name string
	log  *[]string
}

func (s span) end()   { *s.log = append(*s.log, "end "+s.name) }
func (s *span) stop() { *s.log = append(*s.log, "stop "+s.name) }

func start(name string, log *[]string) func() {
	*log = append(*log, "start "+name)
	return span{name, log}.end
}

func work(log *[]string) {
	defer start("work", log)()
	s := span{"first", log}
	defer s.end()
	defer s.stop()
	s.name = "second"
	*log = append(*log, "body")
}

func main() {
	root := &cobra.Command{Use: "deferred-receivers"}
	f := root.Flags()
	var log []string
	work(&log)
	f.StringSlice("log", log, "a value receiver is taken when deferred")
	root.Execute()
}
