package main

import "github.com/spf13/cobra"

var template = `
}
func fake() {
var x = "`+"`"+`"
`

var open = '{'
var quote = '"'
var brace = "}\"{"

func main() {
root := &cobra.Command{Use: "braces"}
root.Flags().String("template", template, "lines that look like declarations")
root.Flags().String("open", string(open)+string(quote), "runes")
root.Flags().String("brace", brace, "quotes within")
root.Execute()
}
