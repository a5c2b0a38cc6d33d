// Loadgen calls a service again and again.
package main

import (
	"flag"
	"fmt"
	"time"
)

const kibi = 1024

var (
	url      = flag.String("url", "http://localhost:8080/", "what to call")
	rate     = flag.Int64("rate", 100, "calls in a second")
	duration = flag.Duration("duration", 2*time.Minute+30*time.Second, "how long")
	body     = flag.Int("body", 4*kibi, "bytes of each call")
)

func main() {
	flag.Parse()
	fmt.Println(*url, *rate, *duration, *body)
}
