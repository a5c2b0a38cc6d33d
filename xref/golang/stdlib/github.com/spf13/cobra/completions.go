package cobra

import (
	"io"
	"strings"

	"github.com/spf13/pflag"
)

const (
	BashCompFilenameExt     = "cobra_annotation_bash_completion_filename_extensions"
	BashCompCustom          = "cobra_annotation_bash_completion_custom"
	BashCompOneRequiredFlag = "cobra_annotation_bash_completion_one_required_flag"
	BashCompSubdirsInDir    = "cobra_annotation_bash_completion_subdirs_in_dir"

	zshDirname = "cobra_annotations_zsh_dirname"

	ShellCompRequestCmd       = "__complete"
	ShellCompNoDescRequestCmd = "__completeNoDesc"
)

// ShellCompDirective tells a shell what to do with completions.
type ShellCompDirective int

const (
	ShellCompDirectiveError ShellCompDirective = 1 << iota
	ShellCompDirectiveNoSpace
	ShellCompDirectiveNoFileComp
	ShellCompDirectiveFilterFileExt
	ShellCompDirectiveFilterDirs
	ShellCompDirectiveKeepOrder

	ShellCompDirectiveDefault ShellCompDirective = 0
)

// CompletionOptions are options of the default completion command.
type CompletionOptions struct {
	DisableDefaultCmd   bool
	DisableNoDescFlag   bool
	DisableDescriptions bool
	HiddenDefaultCmd    bool
}

// MarkFlagRequired makes a flag required.
func MarkFlagRequired(flags *pflag.FlagSet, name string) error {
	return flags.SetAnnotation(name, BashCompOneRequiredFlag, []string{"true"})
}

// MarkFlagFilename says that a flag is a file with one of the extensions.
func MarkFlagFilename(flags *pflag.FlagSet, name string, extensions ...string) error {
	return flags.SetAnnotation(name, BashCompFilenameExt, extensions)
}

// MarkFlagCustom names the shell function that completes a flag.
func MarkFlagCustom(flags *pflag.FlagSet, name string, f string) error {
	return flags.SetAnnotation(name, BashCompCustom, []string{f})
}

// MarkFlagDirname says that a flag is a folder.
func MarkFlagDirname(flags *pflag.FlagSet, name string) error {
	return flags.SetAnnotation(name, zshDirname, []string{"-(/)"})
}

// MarkFlagRequired makes a flag of c required.
func (c *Command) MarkFlagRequired(name string) error {
	return MarkFlagRequired(c.Flags(), name)
}

// MarkPersistentFlagRequired makes a persistent flag of c required.
func (c *Command) MarkPersistentFlagRequired(name string) error {
	return MarkFlagRequired(c.PersistentFlags(), name)
}

// MarkFlagFilename says that a flag of c is a file.
func (c *Command) MarkFlagFilename(name string, extensions ...string) error {
	return MarkFlagFilename(c.Flags(), name, extensions...)
}

// MarkPersistentFlagFilename says that a persistent flag of c is a file.
func (c *Command) MarkPersistentFlagFilename(name string, extensions ...string) error {
	return MarkFlagFilename(c.PersistentFlags(), name, extensions...)
}

// MarkFlagCustom names the shell function that completes a flag of c.
func (c *Command) MarkFlagCustom(name string, f string) error {
	return MarkFlagCustom(c.Flags(), name, f)
}

// MarkFlagDirname says that a flag of c is a folder.
func (c *Command) MarkFlagDirname(name string) error {
	return MarkFlagDirname(c.Flags(), name)
}

// MarkPersistentFlagDirname says that a persistent flag of c is a folder.
func (c *Command) MarkPersistentFlagDirname(name string) error {
	return MarkFlagDirname(c.PersistentFlags(), name)
}

// MarkFlagsMutuallyExclusive panics if a flag is missing; arguments are not judged by it.
func (c *Command) MarkFlagsMutuallyExclusive(flagNames ...string) {
	c.mustHave(flagNames)
}

// MarkFlagsRequiredTogether panics if a flag is missing; arguments are not judged by it.
func (c *Command) MarkFlagsRequiredTogether(flagNames ...string) {
	c.mustHave(flagNames)
}

// MarkFlagsOneRequired panics if a flag is missing; arguments are not judged by it.
func (c *Command) MarkFlagsOneRequired(flagNames ...string) {
	c.mustHave(flagNames)
}

func (c *Command) mustHave(flagNames []string) {
	c.mergePersistentFlags()
	for _, name := range flagNames {
		if c.Flags().Lookup(name) == nil {
			panic("Failed to find flag \"" + name + "\" in group \"" + strings.Join(flagNames, " ") + "\"")
		}
	}
}

// RegisterFlagCompletionFunc keeps the function that completes a flag.
func (c *Command) RegisterFlagCompletionFunc(flagName string,
	f func(cmd *Command, args []string, toComplete string) ([]string, ShellCompDirective)) error {
	if c.completionFunc == nil {
		c.completionFunc = map[string]func(*Command, []string, string) ([]string, ShellCompDirective){}
	}
	c.completionFunc[flagName] = f
	return nil
}

// NoFileCompletions completes nothing.
func NoFileCompletions(cmd *Command, args []string, toComplete string) ([]string, ShellCompDirective) {
	return nil, ShellCompDirectiveNoFileComp
}

// GenBashCompletion writes nothing.
func (c *Command) GenBashCompletion(w io.Writer) error {
	return nil
}

// GenBashCompletionFile writes nothing.
func (c *Command) GenBashCompletionFile(filename string) error {
	return nil
}

// GenBashCompletionV2 writes nothing.
func (c *Command) GenBashCompletionV2(w io.Writer, includeDesc bool) error {
	return nil
}

// GenZshCompletion writes nothing.
func (c *Command) GenZshCompletion(w io.Writer) error {
	return nil
}

// GenZshCompletionFile writes nothing.
func (c *Command) GenZshCompletionFile(filename string) error {
	return nil
}

// GenFishCompletion writes nothing.
func (c *Command) GenFishCompletion(w io.Writer, includeDesc bool) error {
	return nil
}

// GenPowerShellCompletion writes nothing.
func (c *Command) GenPowerShellCompletion(w io.Writer) error {
	return nil
}

// GenPowerShellCompletionWithDesc writes nothing.
func (c *Command) GenPowerShellCompletionWithDesc(w io.Writer) error {
	return nil
}
