// Reef_ca is the certificate authority of the mesh. The file is not called main.go, and need not be.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lagoon.example/lagoon/pkg/log"
	"lagoon.example/lagoon/pkg/names"
	"lagoon.example/lagoon/pkg/ports"
	"lagoon.example/lagoon/pkg/probe"
	"lagoon.example/lagoon/pkg/version"
	"lagoon.example/lagoon/reef/pkg/ca"
	"lagoon.example/lagoon/reef/pkg/cmd"
)

type cliOptions struct {
	listenedNamespace string
	storageNamespace  string

	signingCertFile string
	signingKeyFile  string
	rootCertFile    string

	selfSignedCA        bool
	selfSignedCAOrg     string
	selfSignedCACertTTL time.Duration
	workloadCertTTL     time.Duration
	maxWorkloadCertTTL  time.Duration
	gracePeriodRatio    float32

	upstream     string
	upstreamOpts cmd.RetryOptions

	grpcHosts  string
	grpcPort   int
	dnsNames   []string
	signServer bool
	probe      probe.Options
	logging    *log.Options
}

var (
	opts = cliOptions{logging: log.DefaultOptions()}

	rootCmd = &cobra.Command{
		Use:   "reef_ca",
		Short: "Lagoon Reef, the certificate authority",
		Args:  cobra.ExactArgs(0),
		Run: func(*cobra.Command, []string) {
			fmt.Println("signing for", opts.dnsNames)
			fatalIf(serve(opts.grpcPort))
		},
	}
)

// serve signs what is asked for at a port; without one, the authority signs for Kubernetes alone.
func serve(port int) error {
	if port <= 0 {
		select {}
	}
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", port))
	if err != nil {
		return err
	}
	return http.Serve(listener, nil)
}

// fatalIf ends the program when a flag cannot be marked: that is a mistake in this file.
func fatalIf(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func init() {
	flags := rootCmd.Flags()

	flags.StringVar(&opts.listenedNamespace, "listened-namespace", "", "Namespace to sign for; if empty, all of them")
	flags.StringVar(&opts.storageNamespace, "reef-storage-namespace", names.SystemNamespace, "Namespace that keeps the authority's own secrets")

	// What it signs with
	for _, f := range []struct {
		target *string
		name   string
		file   string
	}{
		{&opts.signingCertFile, "signing-cert", "ca-cert.pem"},
		{&opts.signingKeyFile, "signing-key", "ca-key.pem"},
		{&opts.rootCertFile, "root-cert", "root-cert.pem"},
	} {
		flags.StringVar(f.target, f.name, "", "The authority's file "+f.file)
	}

	flags.BoolVar(&opts.selfSignedCA, "self-signed-ca", false, "Sign with a root of its own making")
	flags.StringVar(&opts.selfSignedCAOrg, "self-signed-ca-org", strings.ToUpper(names.Domain), "Organisation in that root")
	flags.DurationVar(&opts.selfSignedCACertTTL, "self-signed-ca-cert-ttl", ca.DefaultRootTTL, "Life of that root")
	flags.DurationVar(&opts.workloadCertTTL, "workload-cert-ttl", ca.DefaultWorkloadTTL, "Life of a certificate")
	flags.DurationVar(&opts.maxWorkloadCertTTL, "max-workload-cert-ttl", ca.MaxWorkloadTTL, "Longest life that a workload may ask for")
	flags.Float32Var(&opts.gracePeriodRatio, "workload-cert-grace-period-ratio", float32(ca.GracePercentage)/100,
		"Part of the life that is left when a certificate is renewed")

	// Who signs the signer
	flags.StringVar(&opts.upstream, "upstream-ca-address", "", "Address of the authority above this one")
	cmd.AddRetryFlags(flags, "upstream", &opts.upstreamOpts)

	// The server
	flags.StringVar(&opts.grpcHosts, "grpc-host-identities", "reef,"+names.SystemNamespace+".reef", "Names in the server's own certificate")
	flags.IntVar(&opts.grpcPort, "grpc-port", ports.Reef, "Port that certificates are asked for at (0: none)")
	flags.StringArrayVar(&opts.dnsNames, "custom-dns-names", nil, "ACCOUNT.NAMESPACE:NAME that is put into a certificate")
	flags.BoolVar(&opts.signServer, "sign-ca-certs", false, "Sign authorities too")

	flags.StringVar(&opts.probe.Path, "probe-path", "", "File that shows life")
	flags.DurationVar(&opts.probe.UpdateInterval, "liveness-probe-interval", 30*time.Second, "Time between two signs of life")

	// Old names
	flags.StringVar(&opts.grpcHosts, "grpc-hostname", "reef", "DEPRECATED, use --grpc-host-identities")
	fatalIf(flags.MarkDeprecated("grpc-hostname", "please use --grpc-host-identities instead"))
	fatalIf(flags.MarkHidden("sign-ca-certs"))

	rootCmd.AddCommand(version.CobraCommand())
	rootCmd.AddCommand(probe.CobraCommand())
	opts.logging.AttachCobraFlags(rootCmd)
}

func main() {
	if err := rootCmd.Execute(); err != nil {
		fatalIf(err)
	}
}
