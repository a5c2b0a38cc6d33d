// Package doc has the names of github.com/spf13/cobra/doc. The functions write nothing.
package doc

import (
	"io"
	"time"

	"github.com/spf13/cobra"
)

// GenManHeader is the head of a manual page.
type GenManHeader struct {
	Title   string
	Section string
	Date    *time.Time
	Source  string
	Manual  string
}

// GenManTreeOptions are the options of GenManTreeFromOpts.
type GenManTreeOptions struct {
	Header           *GenManHeader
	Path             string
	CommandSeparator string
}

func GenMan(cmd *cobra.Command, header *GenManHeader, w io.Writer) error {
	return nil
}

func GenManTree(cmd *cobra.Command, header *GenManHeader, dir string) error {
	return nil
}

func GenManTreeFromOpts(cmd *cobra.Command, opts GenManTreeOptions) error {
	return nil
}

func GenMarkdown(cmd *cobra.Command, w io.Writer) error {
	return nil
}

func GenMarkdownCustom(cmd *cobra.Command, w io.Writer, linkHandler func(string) string) error {
	return nil
}

func GenMarkdownTree(cmd *cobra.Command, dir string) error {
	return nil
}

func GenMarkdownTreeCustom(cmd *cobra.Command, dir string, filePrepender, linkHandler func(string) string) error {
	return nil
}

func GenReST(cmd *cobra.Command, w io.Writer) error {
	return nil
}

func GenReSTCustom(cmd *cobra.Command, w io.Writer, linkHandler func(string, string) string) error {
	return nil
}

func GenReSTTree(cmd *cobra.Command, dir string) error {
	return nil
}

func GenReSTTreeCustom(cmd *cobra.Command, dir string, filePrepender func(string) string,
	linkHandler func(string, string) string) error {
	return nil
}

func GenYaml(cmd *cobra.Command, w io.Writer) error {
	return nil
}

func GenYamlCustom(cmd *cobra.Command, w io.Writer, linkHandler func(string) string) error {
	return nil
}

func GenYamlTree(cmd *cobra.Command, dir string) error {
	return nil
}

func GenYamlTreeCustom(cmd *cobra.Command, dir string, filePrepender, linkHandler func(string) string) error {
	return nil
}
