package cobra

import (
	"fmt"
	"io"
	"os"
)

// What later releases have and programs use while they build their commands.

const (
	FlagSetByCobraAnnotation     = "cobra_annotation_flag_set_by_cobra"
	CommandDisplayNameAnnotation = "cobra_annotation_command_display_name"
)

// EnableCaseInsensitive is kept; names are compared as they are.
var EnableCaseInsensitive = false

// EnableTraverseRunHooks is kept; of the persistent hooks the nearest is run.
var EnableTraverseRunHooks = false

var finalizers []func()

// OnFinalize adds functions; they are not run.
func OnFinalize(y ...func()) {
	finalizers = append(finalizers, y...)
}

// CheckErr ends the program if there is an error.
func CheckErr(msg interface{}) {
	if msg != nil {
		fmt.Fprintln(os.Stderr, "Error:", msg)
		os.Exit(1)
	}
}

// FixedCompletions completes with choices.
func FixedCompletions(choices []string, directive ShellCompDirective,
) func(cmd *Command, args []string, toComplete string) ([]string, ShellCompDirective) {
	return func(cmd *Command, args []string, toComplete string) ([]string, ShellCompDirective) {
		return choices, directive
	}
}

// SetHelpCommandGroupID puts the default help command under a heading.
func (c *Command) SetHelpCommandGroupID(groupID string) {
	if c.helpCommand != nil {
		c.helpCommand.GroupID = groupID
	}
}

// SetCompletionCommandGroupID does nothing: there is no completion command.
func (c *Command) SetCompletionCommandGroupID(groupID string) {
}

// SetErrPrefix does nothing: errors begin with "Error:".
func (c *Command) SetErrPrefix(s string) {
}

// InitDefaultCompletionCmd does nothing.
func (c *Command) InitDefaultCompletionCmd() {
}

// MarkZshCompPositionalArgumentFile does nothing.
func (c *Command) MarkZshCompPositionalArgumentFile(argPosition int, patterns ...string) error {
	return nil
}

// MarkZshCompPositionalArgumentWords does nothing.
func (c *Command) MarkZshCompPositionalArgumentWords(argPosition int, words ...string) error {
	return nil
}

// GenBashCompletionFileV2 writes nothing.
func (c *Command) GenBashCompletionFileV2(filename string, includeDesc bool) error {
	return nil
}

// GenFishCompletionFile writes nothing.
func (c *Command) GenFishCompletionFile(filename string, includeDesc bool) error {
	return nil
}

// GenZshCompletionNoDesc writes nothing.
func (c *Command) GenZshCompletionNoDesc(w io.Writer) error {
	return nil
}
