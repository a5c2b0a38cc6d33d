// Package ca signs the certificates of the mesh.
package ca

import "time"

const (
	day = 24 * time.Hour

	// DefaultRootTTL is the life of a root that the authority signs for itself.
	DefaultRootTTL = 3650 * day

	// DefaultWorkloadTTL is the life of a certificate of a workload.
	DefaultWorkloadTTL = 90 * day

	// MaxWorkloadTTL is as long as a workload may ask for.
	MaxWorkloadTTL = DefaultWorkloadTTL

	// GracePercentage is the part of a life that is left when it is renewed.
	GracePercentage = 50

	// MinGracePeriod is the least that is left.
	MinGracePeriod = 10 * time.Minute
)

// DualUse is a choice of where certificates may be used.
type DualUse struct {
	Client bool
	Server bool
}
