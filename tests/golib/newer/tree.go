// The program registers the flags that pflag has since 1.0.3, and uses what cobra has since 0.0.5.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"net"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func note(fs *pflag.FlagSet, name string, values ...interface{}) {
	fs.String(name, fmt.Sprint(values...), "")
}

func said(fn func()) (text string) {
	defer func() {
		text = fmt.Sprint(recover())
	}()
	fn()
	return ""
}

func run(cmd *cobra.Command, args []string) {
}

type size struct {
	text string
}

func (s size) MarshalText() ([]byte, error) {
	return []byte(s.text), nil
}

func (s *size) UnmarshalText(text []byte) error {
	s.text = string(text)
	return nil
}

func slices(fs *pflag.FlagSet) {
	_, network, _ := net.ParseCIDR("10.1.2.3/8")
	fs.Int32Slice("int32s", []int32{1, math.MinInt32}, "ints")
	fs.Int32Slice("int32s-nil", nil, "ints")
	fs.Int64SliceP("int64s", "i", []int64{1, math.MaxInt64}, "ints")
	fs.Float32Slice("float32s", []float32{0.5, -2, 0.1}, "floats")
	fs.Float64Slice("float64s", []float64{1e21, 1.0 / 3, 1e-9}, "floats")
	fs.IPNetSlice("nets", []net.IPNet{*network, {}}, "networks")
	fs.IPNetSlice("nets-nil", nil, "networks")
	for _, pair := range [][2]string{
		{"int32s", "4,0x10"}, {"int32s", "2147483648"}, {"int64s", "-5"}, {"float32s", "1.5"}, {"float64s", "1,x"}, {"nets", "1.2.3.4/31, '::1/128'"},
		{"nets", "1.2.3.4"},
	} {
		first := fs.Set(pair[0], pair[1])
		second := fs.Set(pair[0], pair[1])
		note(fs, "set-"+pair[0]+"-"+pair[1], fs.Lookup(pair[0]).Value, first != nil, second != nil)
	}
	got, err := fs.GetInt32Slice("int32s")
	note(fs, "got", got, err)
	_, list := fs.Lookup("nets").Value.(pflag.SliceValue)
	note(fs, "nets-list", list)
	fs.StringSlice("texts", []string{"a"}, "texts")
	for _, name := range []string{"int32s-nil", "texts"} {
		list := fs.Lookup(name).Value.(pflag.SliceValue)
		text := map[string]string{"int32s-nil": "7", "texts": "x,y"}[name]
		note(fs, "slice-"+name, list.Append(text), list.GetSlice(), list.Replace([]string{text, text}), list.GetSlice(), fs.Lookup(name).Value)
	}
}

func others(fs *pflag.FlagSet) {
	var width size
	fs.StringToInt64("int64-map", map[string]int64{"a": math.MinInt64}, "pairs")
	fs.StringToString("texts-map", map[string]string{"a-b": "1", "a": "2", "b": "3,4"}, "pairs")
	fs.Func("func", "a func", func(text string) error { return errors.New("never " + text) })
	fs.BoolFuncP("bool-func", "f", "a bool func", func(text string) error { return nil })
	fs.TextVarP(&width, "size", "s", &size{"large"}, "a size")
	fs.Time("time", time.Time{}, []string{time.RFC3339}, "a time")
	note(fs, "results", fs.Set("int64-map", "b=2"), fs.Lookup("int64-map").Value, fs.Set("size", "small"), width, fs.Set("func", "x") != nil)
	note(fs, "name", fs.Name())
	standard := flag.NewFlagSet("standard", flag.ContinueOnError)
	fs.CopyToGoFlagSet(standard)
	copied := ""
	standard.VisitAll(func(f *flag.Flag) { copied += f.Name + "=" + f.DefValue + " " })
	note(fs, "copied", copied)
}

func family(root *cobra.Command) {
	grouped := &cobra.Command{Use: "grouped", GroupID: "one", RunE: func(*cobra.Command, []string) error { return nil }}
	grouped.SetContext(context.WithValue(context.Background(), size{}, "value"))
	fs := grouped.Flags()
	fs.String("a", "", "")
	fs.String("b", "", "")
	grouped.MarkFlagsMutuallyExclusive("a", "b")
	grouped.MarkFlagsRequiredTogether("a", "b")
	note(fs, "missing", said(func() { grouped.MarkFlagsMutuallyExclusive("a", "none") }) != "<nil>")
	root.AddGroup(&cobra.Group{ID: "one", Title: "One"})
	root.AddCommand(grouped)
	root.CompletionOptions.DisableDefaultCmd = true
	note(fs, "groups", len(root.Groups()), root.ContainsGroup("one"), root.ContainsGroup("two"), grouped.Context().Value(size{}))
	note(fs, "directives", cobra.ShellCompDirectiveError, cobra.ShellCompDirectiveNoSpace, cobra.ShellCompDirectiveNoFileComp,
		cobra.ShellCompDirectiveFilterFileExt, cobra.ShellCompDirectiveFilterDirs, cobra.ShellCompDirectiveKeepOrder, cobra.ShellCompDirectiveDefault)
	note(fs, "completion", grouped.RegisterFlagCompletionFunc("a", cobra.NoFileCompletions))
	both := cobra.MatchAll(cobra.MinimumNArgs(1), cobra.MaximumNArgs(1))
	note(fs, "args", both(grouped, nil) != nil, both(grouped, []string{"a"}), both(grouped, []string{"a", "b"}))
}

func tree() *cobra.Command {
	root := &cobra.Command{Use: "root", Short: "all"}
	for name, fill := range map[string]func(*pflag.FlagSet){"slices": slices, "others": others} {
		cmd := &cobra.Command{Use: name, Run: run}
		fill(cmd.Flags())
		root.AddCommand(cmd)
	}
	family(root)
	return root
}

// whole adds what parses arguments, where an interpreter of set-ups ends.
func whole() *cobra.Command {
	root := tree()
	cmd := &cobra.Command{Use: "parsing", Run: run}
	fs := cmd.Flags()
	lenient := pflag.NewFlagSet("lenient", pflag.ContinueOnError)
	lenient.ParseErrorsAllowlist.UnknownFlags = true
	note(fs, "lenient", lenient.Parse([]string{"--none", "x", "y"}), lenient.Args())
	root.AddCommand(cmd)
	return root
}
