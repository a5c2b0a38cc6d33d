package main

import (
	"flag"
	"os"
	"strings"
)

var port int

func init() {
	flag.IntVar(&port, "port", 8080, "port")
	flag.StringVar(&name, "name", defaultName, "name")
}

const defaultName = "graph"

var name string

func main() {
	flag.Lookup("port").Usage = "port to serve on"
	if err := flag.Set("name", "set"); err != nil {
		panic(err)
	}
	flag.Bool("named", flag.Lookup("name").Value.String() == "set", "set before it is parsed")
	flag.VisitAll(func(f *flag.Flag) { f.Usage = strings.ToUpper(f.Usage[:1]) + f.Usage[1:] })
	flag.Parse()
	os.Exit(port)
}
