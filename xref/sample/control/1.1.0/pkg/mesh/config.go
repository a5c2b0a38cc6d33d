// Package mesh holds what all of the mesh is configured by, and what that is unless told otherwise.
package mesh

import (
	"fmt"
	"time"

	"lagoon.example/lagoon/pkg/names"
	"lagoon.example/lagoon/pkg/ports"
)

// Duration is a duration as messages carry it.
type Duration struct {
	Seconds int64
	Nanos   int32
}

// Get is the duration as Go has it.
func (d *Duration) Get() time.Duration {
	return time.Duration(d.Seconds)*time.Second + time.Duration(d.Nanos)
}

func durationOf(d time.Duration) *Duration {
	return &Duration{int64(d / time.Second), int32(d % time.Second)}
}

// AuthPolicy says how the proxy proves to the control plane who it is.
type AuthPolicy int32

// The policies.
const (
	AuthPolicy_NONE AuthPolicy = iota
	AuthPolicy_MUTUAL_TLS
)

var authNames = map[AuthPolicy]string{AuthPolicy_NONE: "NONE", AuthPolicy_MUTUAL_TLS: "MUTUAL_TLS"}

// String is the name in the configuration.
func (p AuthPolicy) String() string { return authNames[p] }

// InterceptionMode is how the traffic of a pod gets to its proxy.
type InterceptionMode int32

// The modes.
const (
	InterceptionMode_REDIRECT InterceptionMode = iota
	InterceptionMode_TPROXY
)

// ProxyConfig is what a proxy is started with.
type ProxyConfig struct {
	BinaryPath             string
	ConfigPath             string
	ServiceCluster         string
	DrainDuration          *Duration
	ParentShutdownDuration *Duration
	DiscoveryAddress       string
	ConnectTimeout         *Duration
	ProxyAdminPort         int32
	Concurrency            int32
	InterceptionMode       InterceptionMode
	ControlPlaneAuthPolicy AuthPolicy
}

// MeshConfig is the same for all proxies.
type MeshConfig struct {
	ProxyListenPort        int32
	ProxyInboundListenPort int32
	TrustDomain            string
	DefaultConfig          *ProxyConfig
}

// DefaultProxyConfig has the values of a sidecar.
func DefaultProxyConfig() ProxyConfig {
	return ProxyConfig{
		BinaryPath:             "/usr/local/bin/envoy",
		ConfigPath:             names.ProxyConfig,
		ServiceCluster:         "lagoon-proxy",
		DrainDuration:          durationOf(45 * time.Second),
		ParentShutdownDuration: durationOf(1 * time.Minute),
		DiscoveryAddress:       fmt.Sprintf("lagoon-tide:%d", ports.DiscoverySecure),
		ConnectTimeout:         durationOf(1 * time.Second),
		ProxyAdminPort:         15000,
		InterceptionMode:       InterceptionMode_REDIRECT,
		ControlPlaneAuthPolicy: AuthPolicy_MUTUAL_TLS,
	}
}

// DefaultMeshConfig holds where the configuration of the mesh says nothing.
func DefaultMeshConfig() MeshConfig {
	config := DefaultProxyConfig()
	return MeshConfig{
		ProxyListenPort:        15001,
		ProxyInboundListenPort: 15006,
		TrustDomain:            names.Domain,
		DefaultConfig:          &config,
	}
}
