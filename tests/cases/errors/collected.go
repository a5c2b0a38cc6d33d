package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

type multi []error

func (m multi) Error() string {
	parts := make([]string, len(m))
	for i, e := range m {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

func (m multi) orNil() error {
	if len(m) == 0 {
		return nil
	}
	return m
}

func validate(ports ...int) error {
	var errs multi
	for _, p := range ports {
		if p <= 0 || p > 65535 {
			errs = append(errs, fmt.Errorf("port %d is out of range", p))
		}
	}
	return errs.orNil()
}

func main() {
	root := &cobra.Command{Use: "collected"}
	f := root.Flags()
	if err := validate(0, 80, 70000); err != nil {
		f.String("bad", err.Error(), "two of three")
	}
	if err := validate(80, 443); err == nil {
		f.Bool("good", true, "none at all")
	}
	root.Execute()
}
