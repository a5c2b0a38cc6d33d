package main

import (
	"flag"
	"fmt"
	"log"
	"os"
)

type service struct {
	name string
	port int
}

func (s *service) flags() {
	flag.IntVar(&s.port, s.name+"_port", s.port, fmt.Sprintf("port of %s", s.name))
}

func envOr(key, def string) string {
	if v, ok := os.LookupEnv(key); ok {
		return v
	}
	return def
}

func main() {
	for i, name := range []string{"http", "tcp"} {
		s := &service{name, 8080 + i}
		s.flags()
	}
	flag.String("root", envOr("XREF_CASE_ROOT", "/var/lib"), "directory")
	flag.Parse()
	log.Fatal("not reached")
}
