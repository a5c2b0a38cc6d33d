package main

import (
	"flag"
	"fmt"
	"time"
)

var (
	addr    = flag.String("addr", ":8088", "address to listen on")
	n       = flag.Int("n", 3, "a number")
	verbose = flag.Bool("v", false, "say more")
	wait    = flag.Duration("wait", 90*time.Second, "time to wait")
)

func main() {
	flag.Parse()
	if *verbose {
		fmt.Println(*addr, *n, *wait)
	}
}
