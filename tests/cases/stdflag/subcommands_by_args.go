package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	verbose := flag.Bool("verbose", false, "for all of them")
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "serve":
			fs := flag.NewFlagSet("serve", flag.ExitOnError)
			fs.Int("port", 80, "port")
			fs.Parse(os.Args[2:])
			return
		}
	}
	flag.String("command", "help", "what to do without one")
	flag.Parse()
	fmt.Println(*verbose, flag.NArg())
}
