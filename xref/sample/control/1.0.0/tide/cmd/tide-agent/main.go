// Tide-agent starts a proxy and keeps it running.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"lagoon.example/lagoon/pkg/log"
	"lagoon.example/lagoon/pkg/mesh"
	"lagoon.example/lagoon/pkg/version"
	"lagoon.example/lagoon/tide/pkg/agent"
)

var (
	role agent.Proxy

	configPath        string
	binaryPath        string
	serviceCluster    string
	discoveryAddress  string
	proxyLogLevel     string
	statusPort        uint16
	applicationPorts  []string
	concurrency       int
	proxyAdminPort    int
	templateFile      string
	disableInternals  bool
	drainDuration     time.Duration
	shutdownDuration  time.Duration
	controlPlaneAuth  string
	bootstrapOverride map[string]string

	loggingOptions = log.DefaultOptions()

	rootCmd = &cobra.Command{
		Use:   "tide-agent",
		Short: "Lagoon Tide agent",
		Long:  "Tide-agent starts a proxy and keeps it running.",
	}

	proxyCmd = &cobra.Command{
		Use:   "proxy",
		Short: "Start the proxy",
		RunE: func(c *cobra.Command, args []string) error {
			fmt.Println("starting", binaryPath, "as", role.Type.String())
			if statusPort > 0 {
				status := agent.Status{Port: statusPort}
				go status.Run()
			}
			return agent.Start(binaryPath, configPath, templateFile)
		},
	}

	requestCmd = &cobra.Command{
		Use:   "request METHOD PATH",
		Short: "Ask the proxy's admin page",
		Args:  cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			fmt.Println(args[0], args[1])
			return nil
		},
	}
)

// fromEnv gives a variable's value, or what stands in for it.
func fromEnv(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func init() {
	values := mesh.DefaultProxyConfig()

	proxyCmd.PersistentFlags().Var(&role.Type, "role", "Part that the proxy plays: sidecar, ingress or router")
	proxyCmd.PersistentFlags().StringVar(&role.IPAddress, "ip", os.Getenv("INSTANCE_IP"), "Address of the proxy")
	proxyCmd.PersistentFlags().StringVar(&role.DNSDomain, "domain", "", "Suffix of the proxy's own name")
	proxyCmd.PersistentFlags().Uint16Var(&statusPort, "statusPort", 0, "Port that tells whether the proxy is ready (0: none)")
	proxyCmd.PersistentFlags().StringSliceVar(&applicationPorts, "applicationPorts", []string{},
		"Ports that must be ready before the proxy is")

	proxyCmd.PersistentFlags().StringVar(&configPath, "configPath", values.ConfigPath, "Folder of the generated configuration")
	proxyCmd.PersistentFlags().StringVar(&binaryPath, "binaryPath", values.BinaryPath, "The proxy's program")
	proxyCmd.PersistentFlags().StringVar(&serviceCluster, "serviceCluster", values.ServiceCluster, "Name of the service behind the proxy")
	proxyCmd.PersistentFlags().StringVar(&discoveryAddress, "discoveryAddress",
		fromEnv("TIDE_ADDRESS", values.DiscoveryAddress), "Address of the discovery server")
	proxyCmd.PersistentFlags().StringVar(&proxyLogLevel, "proxyLogLevel", "warning",
		fmt.Sprintf("How much the proxy logs (choose from {%s, %s, %s, %s, %s})", "debug", "info", "warning", "error", "off"))
	proxyCmd.PersistentFlags().IntVar(&concurrency, "concurrency", int(values.Concurrency), "Worker threads (0: one for each core)")
	proxyCmd.PersistentFlags().IntVar(&proxyAdminPort, "proxyAdminPort", int(values.ProxyAdminPort), "Port of the proxy's own page")
	proxyCmd.PersistentFlags().StringVar(&templateFile, "templateFile", "", "Template of the bootstrap configuration")
	proxyCmd.PersistentFlags().BoolVar(&disableInternals, "disableInternalTelemetry", false, "Turn the proxy's own metrics off")
	proxyCmd.PersistentFlags().StringVar(&controlPlaneAuth, "controlPlaneAuthPolicy", values.ControlPlaneAuthPolicy.String(),
		"How the proxy proves who it is")
	proxyCmd.PersistentFlags().StringToStringVar(&bootstrapOverride, "bootstrapOverride", nil, "Settings that replace generated ones")

	for _, d := range []struct {
		p     *time.Duration
		name  string
		value time.Duration
		what  string
	}{
		{&drainDuration, "drainDuration", values.DrainDuration.Get(), "connections are drained at a restart"},
		{&shutdownDuration, "parentShutdownDuration", values.ParentShutdownDuration.Get(), "the old process lives on after a restart"},
	} {
		proxyCmd.PersistentFlags().DurationVar(d.p, d.name, d.value, "Time that "+d.what)
	}
	if err := proxyCmd.PersistentFlags().MarkHidden("bootstrapOverride"); err != nil {
		panic(err)
	}

	loggingOptions.AttachCobraFlags(rootCmd)
	requestCmd.Flags().Int32P("adminPort", "p", values.ProxyAdminPort, "Port of the admin page")

	rootCmd.AddCommand(proxyCmd, requestCmd, version.CobraCommand())
}

func main() {
	if err := rootCmd.Execute(); err != nil {
		os.Exit(-1)
	}
}
