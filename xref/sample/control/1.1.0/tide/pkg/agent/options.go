// Package agent starts the proxy beside an application and keeps it running.
package agent

import (
	"fmt"
	"time"

	"lagoon.example/lagoon/pkg/names"
	"lagoon.example/lagoon/pkg/ports"
	"lagoon.example/lagoon/tide/pkg/model"
)

// ProxyConfig is what a proxy is started with.
type ProxyConfig struct {
	BinaryPath             string
	ConfigPath             string
	ServiceCluster         string
	DrainDuration          time.Duration
	ParentShutdownDuration time.Duration
	DiscoveryAddress       string
	ConnectTimeout         time.Duration
	AdminPort              int32
	Concurrency            int32
	ControlPlaneAuthPolicy AuthPolicy
}

// AuthPolicy says how the proxy proves to the control plane who it is.
type AuthPolicy int32

// The policies.
const (
	AuthNone AuthPolicy = iota
	AuthMutualTLS
)

var authNames = map[AuthPolicy]string{AuthNone: "NONE", AuthMutualTLS: "MUTUAL_TLS"}

// String is the name in the configuration.
func (p AuthPolicy) String() string { return authNames[p] }

// DefaultProxyConfig has the values of a sidecar.
func DefaultProxyConfig() ProxyConfig {
	return ProxyConfig{
		BinaryPath:             "/usr/local/bin/envoy",
		ConfigPath:             names.ConfigRoot + "/proxy",
		ServiceCluster:         "lagoon-proxy",
		DrainDuration:          45 * time.Second,
		ParentShutdownDuration: 1 * time.Minute,
		DiscoveryAddress:       fmt.Sprintf("lagoon-tide:%d", ports.DiscoverySecure),
		ConnectTimeout:         1 * time.Second,
		AdminPort:              15000,
		ControlPlaneAuthPolicy: AuthMutualTLS,
	}
}

// Proxy is the proxy that an agent looks after.
type Proxy struct {
	Type      model.NodeType
	IPAddress string
	DNSDomain string
}
