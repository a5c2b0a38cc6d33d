package cmd

import (
	"github.com/spf13/cobra"

	"lagoon.example/lagoon/gauge/pkg/server"
)

func serverCmd(printf, fatalf formatFn) *cobra.Command {
	sa := server.DefaultArgs()

	serverCmd := &cobra.Command{
		Use:   "server",
		Short: "Start Gauge as a server",
		Args:  cobra.NoArgs,
		Run: func(cmd *cobra.Command, args []string) {
			if err := sa.Validate(); err != nil {
				fatalf("%v", err)
			}
			printf("%s\n", sa)
			if err := sa.Serve(); err != nil {
				fatalf("%v", err)
			}
		},
	}

	serverCmd.PersistentFlags().Uint16VarP(&sa.APIPort, "port", "p", sa.APIPort, "Port of the API")
	serverCmd.PersistentFlags().StringVarP(&sa.APIAddress, "address", "", sa.APIAddress,
		"Address of the API, such as tcp://127.0.0.1:9191 or unix:///path; wins over --port")
	serverCmd.PersistentFlags().Uint16Var(&sa.MonitoringPort, "monitoringPort", sa.MonitoringPort, "Port of the server's own metrics")
	serverCmd.PersistentFlags().UintVarP(&sa.MaxMessageSize, "maxMessageSize", "", sa.MaxMessageSize, "Bytes that a message may have")
	serverCmd.PersistentFlags().UintVarP(&sa.MaxConcurrentStreams, "maxConcurrentStreams", "", sa.MaxConcurrentStreams,
		"Streams that a connection may have")
	serverCmd.PersistentFlags().IntVarP(&sa.APIWorkerPoolSize, "apiWorkerPoolSize", "", sa.APIWorkerPoolSize,
		"Goroutines that answer the API")
	serverCmd.PersistentFlags().BoolVarP(&sa.SingleThreaded, "singleThreaded", "", sa.SingleThreaded,
		"Answer one call after the other")
	serverCmd.PersistentFlags().StringVarP(&sa.ConfigStore, "configStore", "", sa.ConfigStore,
		"URL of the store of the configuration (k8s:// or fs://)")
	serverCmd.PersistentFlags().StringVarP(&sa.ConfigNamespace, "configDefaultNamespace", "", sa.ConfigNamespace,
		"Namespace of the configuration that holds for all of the mesh")
	serverCmd.PersistentFlags().DurationVar(&sa.WarmUp, "warmUp", sa.WarmUp, "Time to wait for the first configuration")
	serverCmd.PersistentFlags().StringVar(&sa.LivenessProbe.Path, "livenessProbePath", sa.LivenessProbe.Path, "File that shows life")
	serverCmd.PersistentFlags().DurationVar(&sa.LivenessProbe.UpdateInterval, "livenessProbeInterval",
		sa.LivenessProbe.UpdateInterval, "Time between two signs of life")

	sa.Tracing.AttachCobraFlags(serverCmd)
	sa.Logging.AttachCobraFlags(serverCmd)
	sa.LoadShedding.AttachCobraFlags(serverCmd)

	// Nobody needs these two, and their old users must not break.
	for _, name := range []string{"singleThreaded", "warmUp"} {
		if err := serverCmd.PersistentFlags().MarkHidden(name); err != nil {
			panic(err)
		}
	}
	return serverCmd
}
