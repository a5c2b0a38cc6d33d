// Package names holds the names that all of the mesh agrees on.
package names

const (
	// Domain is the suffix of all names in the cluster.
	Domain = "cluster.local"

	// SystemNamespace is where the control plane lives.
	SystemNamespace = "lagoon-system"

	// ConfigRoot is the folder of the mounted configuration.
	ConfigRoot = "/etc/lagoon"

	// ProxyConfig is the folder that a proxy's own configuration is written to.
	ProxyConfig = "/etc/lagoon/proxy"

	// CertRoot is the folder of the mounted certificates.
	CertRoot = "/etc/certs"
)
