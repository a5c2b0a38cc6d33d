package main

import (
	_ "strings"

	c "github.com/spf13/cobra"
)

import "fmt"

var (
	_ fmt.Stringer = named(0)
	_              = fmt.Sprint
)

type named int

func (named) String() string { return "named" }

func main() {
	root := &c.Command{Use: "side"}
	root.Flags().String("named", fmt.Sprint(named(3)), "by a type of our own")
	root.Execute()
}
