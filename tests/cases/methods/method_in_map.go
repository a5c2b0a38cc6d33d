package main

import "github.com/spf13/cobra"

type service struct{ name string }

func (s service) start() string { return "start " + s.name }
func (s service) stop() string  { return "stop " + s.name }

func main() {
	root := &cobra.Command{Use: "method-in-map"}
	f := root.Flags()
	s := service{"pilot"}
	actions := map[string]func() string{"start": s.start, "stop": s.stop}
	s.name = "changed"
	byType := map[string]func(service) string{"start": service.start}
	f.String("start", actions["start"](), "bound before the change")
	f.String("stop", actions["stop"](), "bound before the change")
	f.String("expression", byType["start"](s), "bound when called")
	f.Bool("missing", actions["none"] == nil, "no such function")
	root.Execute()
}
