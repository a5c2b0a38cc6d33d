package main

import "github.com/spf13/cobra"

type größe int

const π  = 3.14159

func (g größe) doppelt() größe { return g*2 }

var 世界 = map[string]größe{"ö": 4}

func main() {
	root := &cobra.Command{Use: "unicode"}
	root.Flags().Float64("pi", π, "a letter")
	root.Flags().Int("größe", int(世界["ö"].doppelt()), "names in other letters")
	_x1 := "_"; root.Flags().String("under", _x1, "an underscore")
	root.Execute()
}
