package agent

import (
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"path"
)

// usualTemplate is what the bootstrap is written from unless a flag names another template.
const usualTemplate = "/var/lib/lagoon/envoy/envoy_bootstrap_tmpl.json"

// Start runs the proxy until it ends.
func Start(binary, folder, template string) error {
	if template == "" {
		template = usualTemplate
	}
	bootstrap := path.Join(folder, "envoy-rev0.json")
	fmt.Println("writing", bootstrap, "from", template)
	return exec.Command(binary, "-c", bootstrap).Run()
}

// Status tells whether the proxy is ready.
type Status struct {
	Port uint16
}

// Run answers until it fails.
func (s *Status) Run() error {
	http.HandleFunc("/healthz/ready", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
	})
	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", s.Port))
	if err != nil {
		return err
	}
	return http.Serve(listener, nil)
}
