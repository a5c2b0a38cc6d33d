package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

type anyOf struct {
	allowed []string
	value   *string
}

func newAnyOf(p *string, def string, allowed ...string) *anyOf {
	*p = def
	return &anyOf{allowed, p}
}

func (a *anyOf) String() string { return *a.value }
func (a *anyOf) Type() string   { return strings.Join(a.allowed, "|") }
func (a *anyOf) Set(s string) error {
	for _, x := range a.allowed {
		if x == s {
			*a.value = s
			return nil
		}
	}
	return fmt.Errorf("%s is none of %v", s, a.allowed)
}

func main() {
	root := &cobra.Command{Use: "generated-type-name"}
	f := root.Flags()
	var out, auth string
	f.VarP(newAnyOf(&out, "short", "short", "json", "yaml"), "output", "o", "output format")
	v := newAnyOf(&auth, "NONE", "NONE", "MUTUAL_TLS")
	f.Var(v, "auth", fmt.Sprintf("one of %s", strings.Join(v.allowed, ", ")))
	f.String("error", v.Set("x").Error(), "refused")
	f.Bool("valid", v.Set("MUTUAL_TLS") == nil && auth == "MUTUAL_TLS", "accepted")
	root.Execute()
}
