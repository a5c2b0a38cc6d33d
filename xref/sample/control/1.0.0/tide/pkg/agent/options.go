// Package agent starts the proxy beside an application and keeps it running.
package agent

import "lagoon.example/lagoon/tide/pkg/model"

// Proxy is the proxy that an agent looks after.
type Proxy struct {
	Type      model.NodeType
	IPAddress string
	DNSDomain string
}
