package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

type notFound struct{ name string }

func (n *notFound) Error() string { return n.name + " not found" }

type temporary interface{ Temporary() bool }
type slow struct{ error }

func (slow) Temporary() bool { return true }

var errBase = errors.New("base")

func lookup(s string) error {
	switch s {
	case "":
		return errBase
	case "x":
		return &notFound{s}
	case "slow":
		return slow{fmt.Errorf("slow %w", errBase)}
	}
	return nil
}

func main() {
	root := &cobra.Command{Use: "error-types"}
	f := root.Flags()
	for _, s := range []string{"", "x", "slow", "fine"} {
		err := lookup(s)
		var nf *notFound
		_, temp := err.(temporary)
		f.Bool("temporary-"+s, temp, fmt.Sprint(err))
		f.Bool("not-found-"+s, errors.As(err, &nf), "by As")
		f.Bool("base-"+s, errors.Is(err, errBase), "by Is")
	}
	root.Execute()
}
