package main

import (
	"flag"
	"os"
)

func main() {
	fs := flag.NewFlagSet("own", flag.ExitOnError)
	out := fs.String("out", "a.txt", "where to write")
	fs.Bool("force", false, "overwrite")
	fs.Int("len", len(*out), "a length")
	if f := fs.Lookup("force"); f != nil {
		f.Usage += " what is there"
	}
	fs.Parse(os.Args[1:])
}
