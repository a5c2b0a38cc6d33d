package model

import "fmt"

// NodeType is the part that a proxy plays.
type NodeType int

// The parts, in the order in which they were thought of.
const (
	Sidecar NodeType = iota
	Ingress
	Router
	nodeTypes
)

var nodeTypeNames = [nodeTypes]string{Sidecar: "sidecar", Ingress: "ingress", Router: "router"}

// String is the name on the command line.
func (t *NodeType) String() string { return nodeTypeNames[*t] }

// Set takes a name from the command line.
func (t *NodeType) Set(text string) error {
	for i, name := range nodeTypeNames {
		if name == text {
			*t = NodeType(i)
			return nil
		}
	}
	return fmt.Errorf("%q is no part of a proxy", text)
}

// Type is what the help shows in place of a value.
func (t *NodeType) Type() string { return "nodeType" }
