package main

import (
	"context"
	"net/http"
	"os"
	"regexp"
	"sync/atomic"
	"text/template"

	"github.com/spf13/cobra"
)

// None of these matters to a flag, but all of them are made before main.
var (
	nameRE  = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	page    = template.Must(template.New("page").Parse("{{.Name}}"))
	client  = &http.Client{}
	ctx     = context.Background()
	stopped int32
	out     = os.Stdout
)

var port = 15000 + offset

const offset = 4

func main() {
	atomic.AddInt32(&stopped, 1)
	root := &cobra.Command{
		Use: "unused",
		RunE: func(cmd *cobra.Command, args []string) error {
			if !nameRE.MatchString(args[0]) {
				return page.Execute(out, ctx)
			}
			_, err := client.Get(args[0])
			return err
		},
	}
	root.Flags().Int("port", port, "port")
	root.Execute()
}
