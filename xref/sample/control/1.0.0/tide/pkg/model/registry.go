// Package model holds the words that the parts of tide share.
package model

// Registry is a place that endpoints come from.
type Registry string

// The registries that tide knows.
const (
	KubernetesRegistry Registry = "Kubernetes"
	ConsulRegistry     Registry = "Consul"
	MockRegistry       Registry = "Mock"
)

// Registries lists them in the order of the documents.
func Registries() []string {
	all := [...]Registry{KubernetesRegistry, ConsulRegistry, MockRegistry}
	out := make([]string, len(all))
	for i, r := range all {
		out[i] = string(r)
	}
	return out
}
