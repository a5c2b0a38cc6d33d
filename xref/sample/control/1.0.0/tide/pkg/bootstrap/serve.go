package bootstrap

import (
	"fmt"
	"net"
	"net/http"

	"lagoon.example/lagoon/pkg/mesh"
	"lagoon.example/lagoon/pkg/ports"
)

// Serve listens wherever the arguments say, until something fails.
func (a *TideArgs) Serve() error {
	config := mesh.DefaultMeshConfig()
	scope.Infof("proxies listen on port %d", config.ProxyListenPort)

	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(a.DiscoveryOptions.HTTPAddr, nil) }()
	go func() { failed <- serveGRPC(a.DiscoveryOptions.GrpcAddr) }()
	// The console, for those who are inside the pod; no flag moves it.
	go func() { failed <- http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", ports.Introspection), nil) }()
	return <-failed
}

func serveGRPC(addr string) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return http.Serve(listener, nil)
}
