// Package bootstrap puts the discovery server together from its arguments.
package bootstrap

import (
	"fmt"
	"time"

	"lagoon.example/lagoon/pkg/env"
	"lagoon.example/lagoon/pkg/keepalive"
	"lagoon.example/lagoon/pkg/log"
	"lagoon.example/lagoon/pkg/names"
	"lagoon.example/lagoon/pkg/ports"
	"lagoon.example/lagoon/tide/pkg/model"
)

var scope = log.RegisterScope("discovery", "What the discovery server sends and to whom")

var resync = env.RegisterDurationVar("TIDE_RESYNC", 30*time.Second, "Time between two full reads of the cluster")

// MeshArgs tells where the mesh is configured.
type MeshArgs struct {
	ConfigFile string
}

// ConfigArgs tells where routes and policies come from.
type ConfigArgs struct {
	KubeConfig        string
	ControllerOptions ControllerOptions
}

// ControllerOptions of the watch on the cluster.
type ControllerOptions struct {
	WatchedNamespace string
	ResyncPeriod     time.Duration
	DomainSuffix     string
}

// ServiceArgs tells where the endpoints come from.
type ServiceArgs struct {
	Registries []string
}

// DiscoveryServiceOptions are the server's own.
type DiscoveryServiceOptions struct {
	HTTPAddr        string
	GrpcAddr        string
	SecureGrpcAddr  string
	MonitoringAddr  string
	EnableProfiling bool
	EnableCaching   bool
}

// TideArgs is all that a discovery server needs to know.
type TideArgs struct {
	DiscoveryOptions DiscoveryServiceOptions
	Namespace        string
	Mesh             MeshArgs
	Config           ConfigArgs
	Service          ServiceArgs
	KeepaliveOptions *keepalive.Options
}

// Defaults are the values of a server inside a cluster.
var Defaults = TideArgs{
	DiscoveryOptions: DiscoveryServiceOptions{
		HTTPAddr:        addr(ports.DiscoveryHTTP),
		GrpcAddr:        addr(ports.DiscoveryGRPC),
		SecureGrpcAddr:  addr(ports.DiscoverySecure),
		MonitoringAddr:  addr(ports.Monitoring),
		EnableProfiling: true,
		EnableCaching:   true,
	},
	Mesh: MeshArgs{ConfigFile: names.ConfigRoot + "/config/mesh"},
	Config: ConfigArgs{
		ControllerOptions: ControllerOptions{
			ResyncPeriod: resync.Get(),
			DomainSuffix: names.Domain,
		},
	},
	Service: ServiceArgs{Registries: []string{string(model.KubernetesRegistry)}},
}

// NewTideArgs copies the defaults, so that two servers do not share them.
func NewTideArgs() TideArgs {
	args := Defaults
	args.KeepaliveOptions = keepalive.DefaultOption()
	return args
}

func addr(port int) string { return fmt.Sprintf(":%d", port) }
