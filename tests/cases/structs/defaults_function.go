package main

import (
	"time"

	"github.com/spf13/cobra"
)

type TLS struct {
	Enabled bool
	Cert    string
}

type Args struct {
	Port     uint16
	Host     string
	Interval time.Duration
	TLS      *TLS
	Extra    []string
}

func DefaultArgs() *Args {
	return &Args{
		Port:     15014,
		Host:     "0.0.0.0",
		Interval: 30 * time.Second,
		TLS:      &TLS{Cert: "/etc/certs/cert.pem"},
		Extra:    []string{"a", "b"},
	}
}

func (a *Args) attach(cmd *cobra.Command) {
	f := cmd.PersistentFlags()
	f.Uint16VarP(&a.Port, "port", "p", a.Port, "port of the monitoring")
	f.StringVar(&a.Host, "host", a.Host, "host to bind")
	f.DurationVar(&a.Interval, "interval", a.Interval, "time between two rounds")
	f.BoolVar(&a.TLS.Enabled, "tls", a.TLS.Enabled, "use TLS")
	f.StringVar(&a.TLS.Cert, "cert", a.TLS.Cert, "certificate")
	f.StringArrayVar(&a.Extra, "extra", a.Extra, "more")
}

func main() {
	args := DefaultArgs()
	root := &cobra.Command{Use: "mesh"}
	server := &cobra.Command{Use: "server", RunE: func(*cobra.Command, []string) error { return nil }}
	args.Port++
	args.attach(server)
	root.AddCommand(server)
	root.Execute()
}
