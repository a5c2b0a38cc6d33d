// Mapview draws the mesh as a picture. It has no commands, and the standard library's flags.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	"lagoon.example/lagoon/addons/mapview"
)

func main() {
	bindAddr := flag.String("bindAddr", ":8288", "Address to listen on, such as `:8288`")
	flag.StringVar(&mapview.Options.Source, "prometheusAddr", "http://prometheus:9090", "Where the counts come from")
	assetDir := flag.String("assetDir", "example", "Folder of the pages")
	refresh := flag.Duration("refresh", 15*time.Second, "Time between two pictures")
	scale := flag.Float64("scale", 2, "Size of the picture")
	quiet := flag.Bool("quiet", false, "Do not log requests")
	flag.Parse()

	fmt.Println(*assetDir, *refresh, *scale, *quiet)
	log.Fatal(http.ListenAndServe(*bindAddr, nil))
}
