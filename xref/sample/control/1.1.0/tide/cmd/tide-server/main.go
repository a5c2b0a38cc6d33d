// Tide-server tells the proxies of the mesh where to send what.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lagoon.example/lagoon/pkg/collateral"
	"lagoon.example/lagoon/pkg/env"
	"lagoon.example/lagoon/pkg/log"
	"lagoon.example/lagoon/pkg/version"
	"lagoon.example/lagoon/tide/pkg/bootstrap"
	"lagoon.example/lagoon/tide/pkg/model"
)

var (
	serverArgs = bootstrap.NewTideArgs()

	loggingOptions = log.DefaultOptions()

	podNamespace = env.RegisterStringVar("POD_NAMESPACE", "", "Namespace that this pod runs in")

	rootCmd = &cobra.Command{
		Use:          "tide-server",
		Short:        "Lagoon Tide, the discovery server",
		Long:         "Tide-server tells the proxies of the mesh where to send what.",
		SilenceUsage: true,
	}

	discoveryCmd = &cobra.Command{
		Use:     "discovery",
		Aliases: []string{"serve", "server"},
		Short:   "Start the discovery server",
		Args:    cobra.ExactArgs(0),
		RunE: func(c *cobra.Command, args []string) error {
			if serverArgs.Namespace == "" {
				serverArgs.Namespace = podNamespace.Get()
			}
			return serverArgs.Serve()
		},
	}
)

func init() {
	discoveryCmd.PersistentFlags().StringSliceVar(&serverArgs.Service.Registries, "registries",
		serverArgs.Service.Registries,
		fmt.Sprintf("Comma-separated registries to read from (any of: %s)", strings.Join(model.Registries(), ", ")))
	discoveryCmd.PersistentFlags().StringVarP(&serverArgs.Mesh.ConfigFile, "meshConfig", "m", serverArgs.Mesh.ConfigFile,
		"File with the configuration of the mesh")
	discoveryCmd.PersistentFlags().StringVarP(&serverArgs.Namespace, "namespace", "n", "",
		"Namespace that the server runs in; if empty, ${POD_NAMESPACE}")

	// The cluster
	discoveryCmd.PersistentFlags().StringVar(&serverArgs.Config.KubeConfig, "kubeconfig", "",
		"File with the address of the API server, outside the cluster")
	discoveryCmd.PersistentFlags().StringVarP(&serverArgs.Config.ControllerOptions.WatchedNamespace, "appNamespace", "a",
		"", "Namespace to watch; if empty, all of them")
	discoveryCmd.PersistentFlags().DurationVar(&serverArgs.Config.ControllerOptions.ResyncPeriod, "resync",
		serverArgs.Config.ControllerOptions.ResyncPeriod, "Time between two full reads of the cluster")
	discoveryCmd.PersistentFlags().StringVar(&serverArgs.Config.ControllerOptions.DomainSuffix, "domain",
		serverArgs.Config.ControllerOptions.DomainSuffix, "Suffix of the names of services in the cluster")

	// The server
	discoveryCmd.PersistentFlags().StringVar(&serverArgs.DiscoveryOptions.HTTPAddr, "httpAddr",
		serverArgs.DiscoveryOptions.HTTPAddr, "Address of the discovery service, HTTP")
	discoveryCmd.PersistentFlags().StringVar(&serverArgs.DiscoveryOptions.GrpcAddr, "grpcAddr",
		serverArgs.DiscoveryOptions.GrpcAddr, "Address of the discovery service, gRPC")
	discoveryCmd.PersistentFlags().StringVar(&serverArgs.DiscoveryOptions.SecureGrpcAddr, "secureGrpcAddr",
		serverArgs.DiscoveryOptions.SecureGrpcAddr, "Address of the discovery service, gRPC with certificates; empty for none")
	discoveryCmd.PersistentFlags().StringVar(&serverArgs.DiscoveryOptions.MonitoringAddr, "monitoringAddr",
		serverArgs.DiscoveryOptions.MonitoringAddr, "Address of the server's own metrics")
	discoveryCmd.PersistentFlags().BoolVar(&serverArgs.DiscoveryOptions.EnableProfiling, "profile",
		serverArgs.DiscoveryOptions.EnableProfiling, "Serve profiles beside the metrics")
	discoveryCmd.PersistentFlags().BoolVar(&serverArgs.DiscoveryOptions.EnableCaching, "discoveryCache",
		serverArgs.DiscoveryOptions.EnableCaching, "Keep answers until something changes")

	_ = discoveryCmd.PersistentFlags().MarkHidden("profile")
	_ = discoveryCmd.PersistentFlags().MarkDeprecated("discoveryCache", "answers are always kept")

	loggingOptions.AttachCobraFlags(rootCmd)
	serverArgs.KeepaliveOptions.AttachCobraFlags(rootCmd)

	rootCmd.PersistentFlags().AddGoFlagSet(flag.CommandLine)

	rootCmd.AddCommand(discoveryCmd)
	rootCmd.AddCommand(version.CobraCommand())
	rootCmd.AddCommand(collateral.CobraCommand(rootCmd))
}

func main() {
	if err := rootCmd.Execute(); err != nil {
		os.Exit(-1)
	}
}
