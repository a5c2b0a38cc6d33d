// Package server is the server of Gauge.
package server

import (
	"fmt"
	"strings"
	"time"

	"lagoon.example/lagoon/gauge/pkg/shed"
	"lagoon.example/lagoon/pkg/log"
	"lagoon.example/lagoon/pkg/names"
	"lagoon.example/lagoon/pkg/ports"
	"lagoon.example/lagoon/pkg/probe"
	"lagoon.example/lagoon/pkg/tracing"
)

const (
	maxMessageSize = 1 << 20
	poolSize       = 1024
)

// Args is all that the server is started with.
type Args struct {
	APIPort              uint16
	APIAddress           string
	MonitoringPort       uint16
	MaxMessageSize       uint
	MaxConcurrentStreams uint
	APIWorkerPoolSize    int
	SingleThreaded       bool
	ConfigStore          string
	ConfigNamespace      string
	WarmUp               time.Duration

	LivenessProbe *probe.Options
	Tracing       *tracing.Options
	Logging       *log.Options
	LoadShedding  shed.Options
}

// DefaultArgs makes a set with the usual values.
func DefaultArgs() *Args {
	return &Args{
		APIPort:              ports.GaugeAPI,
		MonitoringPort:       ports.Monitoring,
		MaxMessageSize:       maxMessageSize,
		MaxConcurrentStreams: poolSize,
		APIWorkerPoolSize:    poolSize,
		ConfigNamespace:      names.SystemNamespace,
		WarmUp:               1500 * time.Millisecond,
		LivenessProbe:        &probe.Options{},
		Tracing:              tracing.DefaultOptions(),
		Logging:              log.DefaultOptions(),
		LoadShedding:         shed.DefaultOptions(),
	}
}

// Validate finds arguments that cannot be.
func (a *Args) Validate() error {
	if a.APIWorkerPoolSize <= 0 {
		return fmt.Errorf("the pool needs at least one worker, not %d", a.APIWorkerPoolSize)
	}
	return nil
}

// String shows the arguments in the log.
func (a *Args) String() string {
	var b strings.Builder
	fmt.Fprintln(&b, "APIPort:", a.APIPort)
	fmt.Fprintln(&b, "MonitoringPort:", a.MonitoringPort)
	return b.String()
}
