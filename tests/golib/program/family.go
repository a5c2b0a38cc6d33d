package main

import (
	"bytes"
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// family adds commands below the root that show how commands and their flags are tied.
func family(root *cobra.Command) {
	parent := &cobra.Command{
		Use: "parent", Aliases: []string{"pa", "p"}, Short: "a parent", Long: "a longer text", Example: "root parent",
		PersistentPreRun: run,
	}
	parent.PersistentFlags().Bool("shared", true, "for all below")
	parent.PersistentFlags().String("hidden", "", "not shown")
	parent.PersistentFlags().MarkHidden("hidden")
	parent.Flags().Int("own", 1, "for the parent")
	zed := &cobra.Command{Use: "zed <arg>", Run: run, Version: "1.2", DisableFlagsInUseLine: true, Args: cobra.ExactArgs(1)}
	abe := &cobra.Command{Use: "abe [flags] x", RunE: func(cmd *cobra.Command, args []string) error { return nil }, Hidden: true}
	abe.Flags().String("config", "mine", "instead of the root's")
	old := &cobra.Command{Use: "old", Run: run, Deprecated: "use zed"}
	topic := &cobra.Command{Use: "topic", Short: "a text"}
	gone := &cobra.Command{Use: "gone", Run: run}
	parent.AddCommand(zed, abe, old, topic, gone)
	parent.RemoveCommand(gone)
	root.AddCommand(parent)
	zed.InitDefaultVersionFlag()
	zed.InitDefaultHelpFlag()
	fs := parent.Flags()
	note(fs, "paths", zed.CommandPath(), ",", gone.CommandPath(), ",", zed.Root().Name(), ",", zed.UseLine(), ",", abe.UseLine(), ",", parent.UseLine())
	names := []string{}
	for _, child := range parent.Commands() {
		names = append(names, child.Name())
	}
	note(fs, "children", names, parent.HasSubCommands(), zed.HasSubCommands(), zed.HasParent(), gone.HasParent())
	note(fs, "kinds", zed.Runnable(), topic.Runnable(), abe.IsAvailableCommand(), old.IsAvailableCommand(), zed.IsAvailableCommand(),
		parent.IsAvailableCommand(), topic.IsAdditionalHelpTopicCommand(), parent.HasHelpSubCommands(), parent.HasAvailableSubCommands())
	note(fs, "aliases", parent.NameAndAliases(), parent.HasAlias("pa"), parent.HasAlias("x"), parent.HasExample(), zed.HasExample())
	note(fs, "zed-local", listed(zed.LocalFlags()), "|", listed(zed.InheritedFlags()), "|", listed(zed.NonInheritedFlags()))
	note(fs, "abe-local", listed(abe.LocalFlags()), "|", listed(abe.InheritedFlags()), "|", listed(abe.LocalNonPersistentFlags()))
	note(fs, "parent-local", len(listed(parent.LocalFlags())) > len(listed(parent.LocalNonPersistentFlags())))
	note(fs, "has", zed.HasFlags(), zed.HasPersistentFlags(), zed.HasLocalFlags(), zed.HasInheritedFlags(), zed.HasAvailableFlags(),
		zed.HasAvailableInheritedFlags(), parent.HasAvailablePersistentFlags(), topic.HasAvailableLocalFlags())
	note(fs, "flag", zed.Flag("shared").DefValue, zed.Flag("none") == nil, abe.Flag("config").DefValue, zed.Flag("config").DefValue)
	seen := ""
	zed.VisitParents(func(cmd *cobra.Command) { seen += cmd.Name() + " " })
	note(fs, "parents", seen)
	note(fs, "itself", said(func() { zed.AddCommand(zed) }))
	argument(fs, zed)
	found(fs, root)
	normalized(fs)
	parent.MarkFlagRequired("own")
	parent.MarkFlagFilename("paths", "yaml")
	note(fs, "annotations", parent.Flags().Lookup("own").Annotations, parent.Flags().Lookup("paths").Annotations, parent.MarkFlagRequired("none"))
	reset := &cobra.Command{Use: "reset"}
	reset.Flags().String("x", "", "")
	reset.PersistentFlags().String("y", "", "")
	reset.ResetFlags()
	note(fs, "reset", reset.HasFlags(), reset.HasPersistentFlags(), len(reset.Commands()))
}

func argument(fs *pflag.FlagSet, cmd *cobra.Command) {
	cmd.ValidArgs = []string{"a", "b"}
	checks := []cobra.PositionalArgs{cobra.NoArgs, cobra.ArbitraryArgs, cobra.OnlyValidArgs, cobra.MinimumNArgs(1), cobra.MaximumNArgs(1),
		cobra.ExactArgs(1), cobra.RangeArgs(1, 2), cobra.ExactValidArgs(1)}
	for i, check := range checks {
		note(fs, "args-"+string(rune('0'+i)), check(cmd, nil), ",", check(cmd, []string{"a"}), ",", check(cmd, []string{"a", "b"}))
	}
	note(fs, "args-own", cmd.ValidateArgs(nil), cmd.Root().ValidateArgs(nil))
}

func found(fs *pflag.FlagSet, root *cobra.Command) {
	for i, line := range []string{
		"", "parent", "pa zed", "parent --shared zed x", "--config c parent zed", "-c x pa", "-cx pa", "--config=c pa abe --config y",
		"parent none", "-- parent", "parent zed -- x", "scalars a b",
	} {
		cmd, rest, err := root.Find(strings.Fields(line))
		note(fs, "find-"+string(rune('A'+i)), cmd.CommandPath(), rest, err)
	}
	_, _, err := root.Find([]string{"none"})
	note(fs, "find-none", err != nil)
}

func normalized(fs *pflag.FlagSet) {
	above := &cobra.Command{Use: "above"}
	below := &cobra.Command{Use: "below", Run: run}
	above.AddCommand(below)
	above.PersistentFlags().String("snake_case", "", "")
	above.SetGlobalNormalizationFunc(func(f *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(strings.Replace(name, "_", "-", -1))
	})
	late := &cobra.Command{Use: "late", Run: run}
	late.Flags().String("late_name", "", "")
	above.AddCommand(late)
	note(fs, "normalized", listed(late.LocalFlags()), "|", listed(late.InheritedFlags()), "|", listed(below.InheritedFlags()),
		below.GlobalNormalizationFunc() != nil)
}

func executed(fs *pflag.FlagSet) {
	for i, line := range []string{"", "do", "do --times 3 x", "do --none", "fail", "do --help", "help do", "help none", "none", "need", "need --must 1", "do -h"} {
		trace := ""
		step := func(name string) func(*cobra.Command, []string) {
			return func(cmd *cobra.Command, args []string) { trace += name + strings.Join(args, "+") + " " }
		}
		root := &cobra.Command{Use: "top", SilenceErrors: true, SilenceUsage: true, PersistentPreRun: step("before"), PersistentPostRun: step("after")}
		root.SetOutput(&bytes.Buffer{})
		root.SetHelpFunc(func(cmd *cobra.Command, args []string) { trace += "help:" + cmd.Name() + " " })
		do := &cobra.Command{Use: "do", PreRun: step("pre"), Run: step("run"), PostRun: step("post")}
		times := do.Flags().Int("times", 1, "")
		fail := &cobra.Command{Use: "fail", RunE: func(*cobra.Command, []string) error { return errors.New("failed") }, PostRun: step("never")}
		need := &cobra.Command{Use: "need", Run: step("need"), PersistentPreRun: step("mine")}
		need.Flags().String("must", "", "")
		need.MarkFlagRequired("must")
		root.AddCommand(do, fail, need)
		root.SetArgs(strings.Fields(line))
		cmd, err := root.ExecuteC()
		text := ""
		if err != nil {
			text = strings.SplitN(err.Error(), "\n", 2)[0]
		}
		note(fs, "run-"+string(rune('A'+i)), cmd.Name(), cmd.CalledAs(), ",", text, ",", trace, *times, len(root.Commands()))
	}
}
