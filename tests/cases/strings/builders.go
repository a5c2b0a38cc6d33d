package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "builders"}
	f := root.Flags()
	var sb strings.Builder
	sb.WriteString("head")
	sb.WriteByte(':')
	sb.WriteRune('é')
	fmt.Fprintf(&sb, "[%03d]", 7)
	var buf bytes.Buffer
	buf.WriteString("one")
	fmt.Fprintln(&buf, " two", 3)
	buf.Write([]byte{'x', 'y'})
	buf.WriteByte('z')
	f.String("builder", sb.String(), "built")
	f.Int("len", sb.Len(), "bytes")
	f.String("buffer", buf.String(), "buffered")
	b2 := bytes.NewBufferString("start")
	b2.WriteString("-end")
	f.String("new", b2.String(), "from a string")
	f.Int("buffer-len", b2.Len(), "bytes")
	root.Execute()
}
