package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "app"}
	root.Flags().String("must", "", "has to be there")
	root.PersistentFlags().String("file", "x.yaml", "a file")
	err := root.MarkFlagRequired("must")
	root.MarkPersistentFlagFilename("file", "yaml", "yml")
	missing := root.MarkFlagRequired("none")
	root.Flags().SetAnnotation("must", "kind", []string{"a", "b"})
	must := root.Flags().Lookup("must")
	root.Flags().Int("annotations", len(must.Annotations["kind"]), fmt.Sprint(err))
	root.Flags().Bool("required", must.Annotations[cobra.BashCompOneRequiredFlag][0] == "true", "marked")
	root.Flags().Bool("missing", missing != nil, "no such flag")
	root.Execute()
}
