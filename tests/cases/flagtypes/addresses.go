package main

import (
	"net"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "addresses"}
	f := root.Flags()
	f.IP("ip", net.ParseIP("10.0.0.1"), "an address")
	f.IP("none", nil, "no address")
	f.IPP("ip6", "6", net.ParseIP("::1"), "another address")
	f.IPMask("mask", net.CIDRMask(24, 32), "a mask")
	f.IPNet("net", net.IPNet{IP: net.IPv4(10, 1, 0, 0), Mask: net.CIDRMask(16, 32)}, "a network")
	f.IPSlice("ips", []net.IP{net.ParseIP("1.2.3.4")}, "several")
	root.Execute()
}
