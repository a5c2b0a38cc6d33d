package main

import "github.com/spf13/cobra"

var settings = struct {
	Name   string `json:"name"`
	Port   int    `json:"port,omitempty"`
	Limits []struct{ Min, Max int }
}{
	Name:   "anon",
	Port:   7000,
	Limits: []struct{ Min, Max int }{{1, 2}, {Max: 9}},
}

func main() {
	root := &cobra.Command{Use: "anonymous"}
	f := root.Flags()
	for _, c := range []struct {
		name, usage string
		value       int
	}{
		{"min", "lowest", settings.Limits[0].Min},
		{"max", "highest", settings.Limits[1].Max},
		{name: "none", usage: "absent"},
	} {
		f.Int(c.name, c.value, c.usage)
	}
	copyOf := settings
	copyOf.Port++
	f.Int("port", settings.Port, "not the copy's")
	f.String("name", copyOf.Name, "the copy's")
	root.Execute()
}
