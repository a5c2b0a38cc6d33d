// Package mapview turns counts into a picture.
package mapview

import (
	"flag"

	"lagoon.example/lagoon/pkg/env"
)

// Options of the picture.
var Options struct {
	Source string
	Layers layers
	Theme  string
}

// layers is a value that may be given more than once.
type layers []string

func (l *layers) String() string {
	if l == nil || len(*l) == 0 {
		return "-"
	}
	out := (*l)[0]
	for _, more := range (*l)[1:] {
		out += "+" + more
	}
	return out
}

func (l *layers) Set(text string) error {
	*l = append(*l, text)
	return nil
}

func init() {
	Options.Layers = layers{"calls", "errors"}
	flag.Var(&Options.Layers, "layer", "Layer to draw")
	flag.StringVar(&Options.Theme, "theme", env.RegisterStringVar("MAPVIEW_THEME", "light", "Colours").Get(), "Colours of the picture")
}
