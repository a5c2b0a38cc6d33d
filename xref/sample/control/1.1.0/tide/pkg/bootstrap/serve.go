package bootstrap

import (
	"fmt"
	"net"
	"net/http"

	"lagoon.example/lagoon/pkg/mesh"
)

// Serve listens wherever the arguments say, until something fails.
func (a *TideArgs) Serve(debugPort uint) error {
	config := mesh.DefaultMeshConfig()
	scope.Infof("proxies listen on port %d", config.ProxyListenPort)

	failed := make(chan error)
	for _, serve := range []func() error{
		func() error { return http.ListenAndServe(a.DiscoveryOptions.HTTPAddr, nil) },
		func() error { return serveGRPC(a.DiscoveryOptions.GrpcAddr) },
		func() error { return http.ListenAndServe(a.DiscoveryOptions.MonitoringAddr, nil) },
		func() error { return http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", debugPort), nil) },
	} {
		go func(serve func() error) { failed <- serve() }(serve)
	}
	if a.DiscoveryOptions.SecureGrpcAddr != "" {
		go func() { failed <- serveGRPC(a.DiscoveryOptions.SecureGrpcAddr) }()
	}
	return <-failed
}

func serveGRPC(addr string) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return http.Serve(listener, nil)
}
