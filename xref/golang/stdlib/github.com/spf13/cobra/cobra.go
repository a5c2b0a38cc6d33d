package cobra

import "time"

// EnablePrefixMatching lets the beginning of a command's name stand for it.
var EnablePrefixMatching = false

// EnableCommandSorting makes Commands sort by name.
var EnableCommandSorting = true

// MousetrapHelpText is of use on Windows only.
var MousetrapHelpText = "This is a command line tool.\n\nYou need to open cmd.exe and run it from there.\n"

// MousetrapDisplayDuration is of use on Windows only.
var MousetrapDisplayDuration = 5 * time.Second

var initializers []func()

// OnInitialize adds functions that run when a command is executed.
func OnInitialize(y ...func()) {
	initializers = append(initializers, y...)
}

// AddTemplateFunc does nothing: texts are not made of templates.
func AddTemplateFunc(name string, tmplFunc interface{}) {
}

// AddTemplateFuncs does nothing: texts are not made of templates.
func AddTemplateFuncs(tmplFuncs map[string]interface{}) {
}

// Group is a heading of the help text.
type Group struct {
	ID    string
	Title string
}

// AddGroup adds headings.
func (c *Command) AddGroup(groups ...*Group) {
	c.groups = append(c.groups, groups...)
}

// Groups returns the headings.
func (c *Command) Groups() []*Group {
	return c.groups
}

// ContainsGroup tells whether there is a heading of that ID.
func (c *Command) ContainsGroup(groupID string) bool {
	for _, group := range c.groups {
		if group.ID == groupID {
			return true
		}
	}
	return false
}
