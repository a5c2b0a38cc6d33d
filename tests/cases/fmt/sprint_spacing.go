package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "sprint-spacing"}
	f := root.Flags()
	f.String("sprint", fmt.Sprint("a", "b", 1, 2, "c", 3.5, true, false), "blanks between what is no string")
	f.String("sprintln", strings.TrimSuffix(fmt.Sprintln("a", 1, nil), "\n"), "blanks everywhere")
	f.String("none", fmt.Sprint(), "nothing")
	f.String("error", fmt.Sprint(errors.New("e"), errors.New("f")), "errors")
	f.String("missing", fmt.Sprintf("%d %s", 1), "an argument short")
	f.String("extra", fmt.Sprintf("%d", 1, "x"), "an argument too many")
	f.String("wrong", fmt.Sprintf("%d %s", "a", 5), "of the wrong type")
	f.String("unknown", fmt.Sprintf("%z", 3), "no such verb")
	f.String("bang", fmt.Sprintf("50%"), "cut short")
	root.Execute()
}
