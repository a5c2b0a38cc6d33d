// The program registers flags whose defaults depend on the machine: none of them may be stated as exact.
package main

import (
	"flag"
	"net"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func main() {
	host, _ := os.Hostname()
	pid := os.Getpid()
	root := &cobra.Command{Use: "root"}
	fs := root.Flags()
	fs.StringSlice("whole", strings.Split(host, ","), "")
	fs.StringSlice("part", []string{"a", host, "b"}, "")
	fs.StringArray("array", []string{host + "/x"}, "")
	fs.IntSlice("ints", []int{1, pid}, "")
	fs.BytesBase64("b64", []byte(host), "")
	fs.BytesBase64("b64-part", []byte{1, byte(pid), 2, 4}, "")
	fs.BytesHex("hex", []byte{byte(pid)}, "")
	fs.Duration("wait", time.Duration(pid)*time.Second, "")
	fs.IP("ip", net.ParseIP(host), "")
	fs.IP("ip-part", net.IPv4(byte(pid), 1, 2, 3), "")
	fs.IPMask("mask", net.CIDRMask(pid, 32), "")
	fs.StringToString("map", map[string]string{"a": host}, "")
	fs.StringToString("map-key", map[string]string{host: "b"}, "")
	fs.Bool("bool", pid > 5, "")
	fs.String("home", os.Getenv("HOME")+"/x", "")
	fs.StringSlice("homes", []string{os.Getenv("HOME") + "/x", os.Getenv("X")}, "")
	fs.Int("int", pid, "")
	fs.String("joined", net.JoinHostPort(host, "80"), "")
	h, p, _ := net.SplitHostPort(host)
	fs.String("host", h, "")
	fs.String("port", p, "")
	fs.String("replaced", strings.NewReplacer("a", "b").Replace(host), "")
	fs.String("mode", os.FileMode(pid).String(), "")
	fs.String("round", time.Duration(pid).Round(time.Second).String(), "")
	flag.Duration("std", time.Duration(pid), "")
	flag.String("stdhost", host, "")
	fs.AddGoFlagSet(flag.CommandLine)
	fs.String("known", "known", "")
	root.Execute()
}
