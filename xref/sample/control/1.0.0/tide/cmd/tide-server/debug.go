package main

import (
	"flag"

	"lagoon.example/lagoon/pkg/ports"
)

// These stand on the standard flag set; main adds it to the root command.
var (
	debugPort  = flag.Int("debugPort", ports.DiscoveryStatus, "port of the page that shows what each proxy was sent")
	debugLevel level
)

// level is a value of the standard flag package: it has no Type.
type level int

func (l *level) String() string { return []string{"off", "brief", "full"}[*l] }

func (l *level) Set(text string) error {
	switch text {
	case "full":
		*l = 2
	case "brief":
		*l = 1
	default:
		*l = 0
	}
	return nil
}

// IsBoolFlag lets the flag stand without a value.
func (l *level) IsBoolFlag() bool { return true }

func init() {
	debugLevel = 1
	flag.Var(&debugLevel, "debugPage", "how much the `page` shows: off, brief or full")
}
