package main
import "github.com/spf13/cobra"
var greeting = "héllo"
func main() {
	root := &cobra.Command{Use: "bom"}
	root.Flags().String("greeting", greeting, "after a mark")
	root.Execute()
}
