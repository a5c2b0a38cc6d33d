package server

import (
	"fmt"
	"net"
	"net/http"
	"strings"
)

// metricsAddr is where the adapter prometheus shows its counts; no flag of the server changes it.
const metricsAddr = ":42422"

// Serve answers the mesh until something fails.
func (a *Args) Serve() error {
	network, address := "tcp", fmt.Sprintf(":%d", a.APIPort)
	if a.APIAddress != "" {
		at := strings.Index(a.APIAddress, "://")
		network, address = a.APIAddress[:at], a.APIAddress[at+3:]
	}
	api, err := net.Listen(network, address)
	if err != nil {
		return err
	}
	go http.ListenAndServe(fmt.Sprintf(":%d", a.MonitoringPort), nil)
	go http.ListenAndServe(metricsAddr, nil)
	return http.Serve(api, nil)
}
