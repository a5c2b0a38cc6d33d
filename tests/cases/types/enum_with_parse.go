package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

type protocol int

const (
	unknown protocol = iota
	http
	grpc
	end
)

var protocolNames = [end]string{"unknown", "http", "grpc"}

func (p protocol) String() string {
	if p < 0 || p >= end {
		return "protocol(" + strconv.Itoa(int(p)) + ")"
	}
	return protocolNames[p]
}

func parse(s string) (protocol, error) {
	for p := unknown + 1; p < end; p++ {
		if strings.EqualFold(s, p.String()) {
			return p, nil
		}
	}
	return unknown, fmt.Errorf("%q is none of %v", s, protocolNames[1:])
}

func main() {
	root := &cobra.Command{Use: "enum-with-parse"}
	f := root.Flags()
	for i, s := range []string{"HTTP", "grpc", "smtp"} {
		p, err := parse(s)
		f.String(fmt.Sprintf("p%d", i), p.String(), fmt.Sprint(err))
	}
	f.String("beyond", protocol(9).String(), "no name")
	f.String("map", fmt.Sprint(map[protocol]bool{http: true, grpc: false}), "sorted by number")
	root.Execute()
}
