// Ferry is the application that the documents of the mesh use as an example.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	version := os.Getenv("FERRY_VERSION")
	if len(version) == 0 {
		version = "v1"
	}
	port := flag.Int("port", 9080, "port to listen on")
	show := flag.String("show", version, "version to show")
	flag.Parse()
	fmt.Println(*port, *show)
}
