// Package ioutil is the standard library's, without what touches files.
package ioutil

import "io"

// Discard is io.Discard.
var Discard = io.Discard

// NopCloser is io.NopCloser.
func NopCloser(r io.Reader) io.ReadCloser {
	return io.NopCloser(r)
}

// ReadAll is io.ReadAll.
func ReadAll(r io.Reader) ([]byte, error) {
	return io.ReadAll(r)
}
