package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := newRoot()
	root.Flags().Int("size", size(table), "declared further down")
	root.Flags().String("kind", string(kindB), "a constant further down")
	root.Execute()
}

func newRoot() *cobra.Command { return &cobra.Command{Use: name, Short: short()} }

func short() string { return strings.Title(name) + suffix }

func size(t lookup) (n int) {
	for _, v := range t {
		n += int(v)
	}
	return
}

const suffix = "." + string(kindA)

var table = lookup{kindA: 1, kindB: 2}

type lookup map[kind]weight

type (
	kind   string
	weight uint8
)

const (
	kindA kind = "a"
	kindB kind = "b" + kindA
)

var name = "late"
