package main

import (
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "generated-names"}
	f := root.Flags()
	for _, proto := range []string{"http", "grpc"} {
		for i, kind := range []string{"port", "timeout"} {
			name := proto + "-" + kind
			if i == 0 {
				f.Int(name, 8000+len(proto)*10, "the "+kind+" of "+strings.ToUpper(proto))
			} else {
				f.Duration(name, time.Duration(i)*time.Minute, "the "+kind+" of "+strings.ToUpper(proto))
			}
		}
	}
	for c := 'a'; c <= 'c'; c++ {
		f.StringP("letter-"+string(c), string(c), strings.Repeat(string(c), 3), "a letter")
	}
	root.Execute()
}
