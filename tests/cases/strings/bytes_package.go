package main

import (
	"bytes"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "bytes-package"}
	f := root.Flags()
	b := []byte("key: value ")
	i := bytes.IndexByte(b, ':')
	f.String("key", string(b[:i]), "before")
	f.String("value", string(bytes.TrimSpace(b[i+1:])), "after")
	f.Bool("equal", bytes.Equal([]byte("a"), []byte{97}), "by content")
	f.Bool("prefix", bytes.HasPrefix(b, []byte("key")), "a prefix")
	f.Bool("contains", bytes.Contains(b, []byte("val")), "within")
	f.Int("parts", len(bytes.Split([]byte("a b c"), []byte(" "))), "parts")
	f.String("upper", string(bytes.ToUpper(b[:3])), "upper case")
	root.Execute()
}
