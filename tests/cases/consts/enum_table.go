package main

import "github.com/spf13/cobra"

type Kind int

const (
	Pod Kind = iota
	Service
	Gateway
	kinds
)

var names = [...]string{Pod: "pod", Gateway: "gateway", Service: "service"}

func (k Kind) String() string { return names[k] }

func main() {
	root := &cobra.Command{Use: "enum-table"}
	f := root.Flags()
	for k := Kind(0); k < kinds; k++ {
		f.Int("weight-"+k.String(), int(k)*10, "the weight of a "+k.String())
	}
	f.Int("count", int(kinds), "how many there are")
	f.Int("table", len(names), "the same by the table")
	root.Execute()
}
