// Buoy puts a proxy beside each new application when the API server asks it to.
package main

import (
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"lagoon.example/lagoon/buoy/pkg/inject"
	"lagoon.example/lagoon/pkg/log"
	"lagoon.example/lagoon/pkg/probe"
	"lagoon.example/lagoon/pkg/version"
)

type arguments struct {
	inject.Parameters
	probe.Options
	retry time.Duration
}

func main() {
	args := arguments{Parameters: inject.Defaults()}
	logging := log.DefaultOptions()

	rootCmd := &cobra.Command{
		Use:   "buoy",
		Short: "Put proxies beside applications",
		RunE: func(*cobra.Command, []string) error {
			server := http.Server{Addr: fmt.Sprintf(":%d", args.Port)}
			cert, key := args.Certificate()
			return server.ListenAndServeTLS(cert, key)
		},
	}
	flags := rootCmd.PersistentFlags()
	for _, f := range args.Files() {
		flags.StringVar(f.Target, f.Name, f.Path(), f.Usage)
	}
	flags.IntVar(&args.Port, "port", args.Port, "Port that the API server calls")
	flags.StringVar(&args.Path, "healthCheckFile", "", "File that shows life")
	flags.DurationVar(&args.UpdateInterval, "healthCheckInterval", 0, "Time between two signs of life")
	flags.DurationVar(&args.retry, "retry", 1<<2*time.Second, "Wait before the webhook is registered again")

	logging.AttachCobraFlags(rootCmd)
	rootCmd.AddCommand(version.CobraCommand(), probe.CobraCommand())
	if err := rootCmd.Execute(); err != nil {
		os.Exit(1)
	}
}
