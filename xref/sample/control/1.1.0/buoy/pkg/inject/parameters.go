// Package inject changes the pods that pass by.
package inject

import (
	"path"

	"lagoon.example/lagoon/pkg/names"
	"lagoon.example/lagoon/pkg/ports"
)

// Parameters of the webhook.
type Parameters struct {
	Port       int
	configFile string
	meshFile   string
	certFile   string
	keyFile    string
}

// Defaults of a webhook inside a cluster.
func Defaults() Parameters { return Parameters{Port: ports.Buoy} }

// File is a parameter that names a file.
type File struct {
	Target *string
	Name   string
	Usage  string
	folder string
	base   string
}

// Path is where the file lies unless told otherwise.
func (f File) Path() string { return path.Join(f.folder, f.base) }

// Files lists the parameters that name files.
func (p *Parameters) Files() []File {
	inject := path.Join(names.ConfigRoot, "inject")
	return []File{
		{&p.configFile, "injectConfig", "Template of what is put beside an application", inject, "config"},
		{&p.meshFile, "meshConfig", "Configuration of the mesh", path.Join(names.ConfigRoot, "config"), "mesh"},
		{&p.certFile, "tlsCertFile", "Certificate of the webhook", names.CertRoot, "cert-chain.pem"},
		{&p.keyFile, "tlsKeyFile", "Key of that certificate", names.CertRoot, "key.pem"},
	}
}

// Certificate names the files of the certificate and its key.
func (p *Parameters) Certificate() (cert, key string) { return p.certFile, p.keyFile }
