package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// format is a custom value: one word out of a list.
type format string

var formats = []string{"table", "json", "yaml"}

func (f *format) String() string { return string(*f) }

func (f *format) Set(text string) error {
	for _, known := range formats {
		if text == known {
			*f = format(text)
			return nil
		}
	}
	return fmt.Errorf("want one of %s", strings.Join(formats, ", "))
}

func (f *format) Type() string { return strings.Join(formats, "|") }

func proxyStatusCmd(g *globals) *cobra.Command {
	output := format("table")
	var timeout time.Duration
	cmd := &cobra.Command{
		Use:     "proxy-status [POD]",
		Aliases: []string{"ps"},
		Short:   "Show how far behind each proxy is",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(*cobra.Command, []string) error {
			fmt.Println(g.namespace, output)
			return nil
		},
	}
	cmd.Flags().VarP(&output, "output", "o", "Form of the answer")
	cmd.Flags().DurationVar(&timeout, "timeout", 30*time.Second, "Time that a proxy has to answer")
	cmd.Flags().String("trace", "", "Trace the request")
	cmd.Flags().Lookup("trace").NoOptDefVal = "brief"
	return cmd
}

func injectCmd(g *globals) *cobra.Command {
	var in, out string
	cmd := &cobra.Command{
		Use:   "kube-inject",
		Short: "Put a proxy beside an application",
		RunE: func(*cobra.Command, []string) error {
			fmt.Println(in, "->", out, g.systemNamespace)
			return nil
		},
	}
	cmd.Flags().StringVarP(&in, "filename", "f", "", "Manifest to read")
	cmd.Flags().StringVarP(&out, "output", "o", "", "Manifest to write")
	cmd.PersistentFlags().BoolP("dry-run", "", false, "Only tell what would be done")
	if err := cmd.MarkFlagRequired("filename"); err != nil {
		panic(err)
	}
	return cmd
}

// checkCmd is a level of its own; its commands share the level's flags.
func checkCmd(g *globals) *cobra.Command {
	failOn := format("table")
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Look for mistakes",
	}
	cmd.PersistentFlags().VarP(&failOn, "output", "o", "Form of the answer")

	config := &cobra.Command{
		Use:     "config FILE...",
		Aliases: []string{"cfg"},
		Short:   "Look for mistakes in routes and policies",
		Args:    cobra.MinimumNArgs(1),
		Run:     func(_ *cobra.Command, files []string) { fmt.Println(files, failOn, g.context) },
	}
	config.Flags().Bool("strict", false, "Count warnings as mistakes")
	cmd.AddCommand(config)
	return cmd
}

func registerCmd(g *globals) *cobra.Command {
	var labels []string
	cmd := &cobra.Command{
		Use:        "register SERVICE IP PORT...",
		Short:      "Tell the mesh of a service outside the cluster",
		Deprecated: "write a service entry",
		Hidden:     true,
		Args:       cobra.MinimumNArgs(3),
		Run:        func(*cobra.Command, []string) { fmt.Println(g.namespace, labels) },
	}
	cmd.Flags().StringSliceVarP(&labels, "labels", "l", nil, "Labels of the service")
	cmd.Flags().String("serviceaccount", "default", "Account that the service runs as")
	return cmd
}
