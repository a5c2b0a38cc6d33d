package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func may(fail bool) (int, error) {
	if fail {
		return 0, errors.New("failed")
	}
	return 1, nil
}

func run() (err error) {
	n, err := may(false)
	if n == 1 {
		_, err := may(true)
		if err == nil {
			return errors.New("not here")
		}
	}
	return err
}

func must(n int, err error) int {
	if err != nil {
		panic(err)
	}
	return n
}

func main() {
	root := &cobra.Command{Use: "shadowed-err"}
	f := root.Flags()
	var err error
	if _, err := may(true); err != nil {
		f.String("inner", err.Error(), "its own")
	}
	f.Bool("outer", err == nil, "untouched")
	f.Bool("run", run() == nil, "the inner one is lost")
	f.Int("must", must(may(false)), "or panic")
	var n int
	if n, err = may(true); err != nil {
		n = -1
	}
	f.Int("assigned", n, fmt.Sprint(err))
	root.Execute()
}
