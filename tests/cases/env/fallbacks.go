package main

import (
	"os"
	"strconv"

	"github.com/spf13/cobra"
)

func env(name, def string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return def
}

func envInt(name string, def int) int {
	if v, ok := os.LookupEnv(name); ok {
		if n, err := strconv.Atoi(v); err == nil {
			return n
		}
	}
	return def
}

func envBool(name string) bool {
	b, _ := strconv.ParseBool(os.Getenv(name))
	return b
}

func main() {
	root := &cobra.Command{Use: "fallbacks"}
	f := root.Flags()
	f.String("namespace", env("XREF_CASE_NAMESPACE", "istio-system"), "namespace")
	f.Int("port", envInt("XREF_CASE_PORT", 15000), "port")
	f.Bool("debug", envBool("XREF_CASE_DEBUG"), "debug")
	f.String("raw", os.Getenv("XREF_CASE_RAW"), "as it is")
	f.String("suffixed", os.Getenv("XREF_CASE_NAME")+".svc", "with something after it")
	root.Execute()
}
