package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "maps-and-bytes"}
	f := root.Flags()
	f.StringToString("labels", map[string]string{"a": "1"}, "pairs")
	f.StringToString("none", nil, "no pairs")
	f.StringToInt("weights", map[string]int{"x": 5}, "numbers")
	f.BytesHex("hex", []byte{0xde, 0xad}, "bytes")
	f.BytesBase64("base64", []byte("hi"), "bytes")
	f.StringToStringP("short", "s", map[string]string{}, "empty")
	root.Execute()
}
