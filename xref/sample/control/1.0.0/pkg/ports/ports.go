// Package ports is the one list of the ports that the control plane listens on.
package ports

// The discovery service takes a row of ports that begins at DiscoveryHTTP.
const (
	DiscoveryHTTP = 8180 + iota
	DiscoveryGRPC
	DiscoveryStatus
)

const (
	// GaugeAPI serves checks and reports.
	GaugeAPI = 9191

	// Monitoring is where each process shows its own metrics.
	Monitoring = 9193

	// Reef signs certificates here.
	Reef = 8160

	// Introspection is the console of a running process.
	Introspection = 9876
)
