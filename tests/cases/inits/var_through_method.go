package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type config struct{ port int }

func (c config) address() string { return fmt.Sprintf("%s:%d", host, c.port) }

var (
	address  = settings.address()
	host     = defaultHost()
	settings = config{port: basePort + 5}
	basePort = 8000
)

func defaultHost() string { return "localhost" }

func main() {
	root := &cobra.Command{Use: "var-through-method"}
	f := root.Flags()
	f.String("address", address, "a method that reads another variable")
	root.Execute()
}
