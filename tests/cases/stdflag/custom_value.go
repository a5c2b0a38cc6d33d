package main

import (
	"flag"
	"strconv"
	"strings"
)

type hosts []string

func (h *hosts) String() string { return strings.Join(*h, ",") }
func (h *hosts) Set(s string) error {
	*h = append(*h, s)
	return nil
}

type levelValue int

func (l *levelValue) String() string   { return strconv.Itoa(int(*l)) }
func (l *levelValue) Set(string) error { *l++; return nil }
func (l *levelValue) IsBoolFlag() bool { return true }

func main() {
	h := hosts{"a", "b"}
	l := levelValue(2)
	flag.Var(&h, "hosts", "hosts, may be repeated")
	flag.Var(&l, "level", "more each time")
	flag.Var(new(hosts), "none", "nothing in it")
	flag.Parse()
}
