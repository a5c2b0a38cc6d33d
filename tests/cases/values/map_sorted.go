package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/spf13/cobra"
)

type labels map[string]string

func (l labels) String() string {
	keys := make([]string, 0, len(l))
	for k := range l {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	for i, k := range keys {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%s=%s", k, l[k])
	}
	return b.String()
}

func (l labels) Type() string { return "labels" }
func (l labels) Set(s string) error {
	kv := strings.SplitN(s, "=", 2)
	if len(kv) != 2 {
		return errors.New("not a pair: " + s)
	}
	l[kv[0]] = kv[1]
	return nil
}

func main() {
	root := &cobra.Command{Use: "map-sorted"}
	f := root.Flags()
	l := labels{"zone": "a", "app": "pilot"}
	l.Set("env=prod")
	f.Var(l, "labels", "labels of the pod")
	f.Var(labels(nil), "none", "none at all")
	f.String("error", fmt.Sprint(l.Set("bad")), "refused")
	root.Execute()
}
