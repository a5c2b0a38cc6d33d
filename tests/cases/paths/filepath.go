package main

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "filepath"}
	f := root.Flags()
	f.String("join", filepath.Join("/etc", "istio", "..", "certs", "cert.pem"), "cleaned")
	f.String("join-empty", filepath.Join("", "a", "", "b/"), "without the empty ones")
	f.String("base", filepath.Base("/usr/bin/envoy"), "the last part")
	f.String("dir", filepath.Dir("/usr/bin/envoy"), "all but the last part")
	f.String("ext", filepath.Ext("mesh.tar.gz"), "an extension")
	f.String("clean", path.Clean("a//b/./c/.."), "cleaned")
	f.Bool("abs", path.IsAbs("/x") && !filepath.IsAbs("x"), "from the root")
	dir, file := filepath.Split("/a/b.yaml")
	f.String("split", dir+" "+file, "in two")
	f.String("path-join", path.Join("a", "../b"), "with slashes")
	f.String("root", path.Base("/")+path.Base("")+path.Dir("x"), "at the ends")
	m, _ := path.Match("*.go", "main.go")
	f.Bool("match", m, "a pattern")
	rel, _ := filepath.Rel("/a/b", "/a/c/d")
	f.String("rel", rel, "from one to another")
	f.String("stem", strings.TrimSuffix("x.yaml", filepath.Ext("x.yaml")), "no extension")
	root.Execute()
}
