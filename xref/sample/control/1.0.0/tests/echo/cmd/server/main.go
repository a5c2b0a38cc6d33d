// Server answers what it is asked; the tests of the mesh put it behind proxies.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

var (
	httpPorts []int
	grpcPorts []int
	version   string
	crt, key  string
)

func main() {
	cmd := &cobra.Command{
		Use:   "echo-server",
		Short: "Answer what is asked",
		Run: func(cmd *cobra.Command, args []string) {
			fmt.Println(httpPorts, grpcPorts, version, crt, key)
		},
	}
	cmd.PersistentFlags().IntSliceVar(&httpPorts, "port", []int{8080}, "HTTP ports")
	cmd.PersistentFlags().IntSliceVar(&grpcPorts, "grpc", []int{7070, 7071}, "gRPC ports")
	cmd.PersistentFlags().StringVar(&version, "version", "", "What to answer when asked for a version")
	cmd.PersistentFlags().StringVar(&crt, "crt", "", "Certificate")
	cmd.PersistentFlags().StringVar(&key, "key", "", "Key")
	if err := cmd.Execute(); err != nil {
		os.Exit(1)
	}
}
