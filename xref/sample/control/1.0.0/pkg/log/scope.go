// Package log writes the log of a process, by scope and level.
package log

import (
	"fmt"
	"os"
	"sort"
	"sync"
)

// Level is how much a scope says.
type Level int

// The levels, from silence to chatter.
const (
	NoneLevel Level = iota
	ErrorLevel
	WarnLevel
	InfoLevel
	DebugLevel
)

var levelToString = map[Level]string{
	NoneLevel:  "none",
	ErrorLevel: "error",
	WarnLevel:  "warn",
	InfoLevel:  "info",
	DebugLevel: "debug",
}

// String gives the name that the command line takes.
func (l Level) String() string { return levelToString[l] }

// Scope is a named part of the log.
type Scope struct {
	name        string
	description string
	level       Level
}

var (
	lock   sync.RWMutex
	scopes = map[string]*Scope{}
)

// RegisterScope makes a scope, or gives the one of that name.
func RegisterScope(name, description string) *Scope {
	lock.Lock()
	defer lock.Unlock()
	s, ok := scopes[name]
	if !ok {
		s = &Scope{name: name, description: description, level: InfoLevel}
		scopes[name] = s
	}
	return s
}

// Infof writes a line where the scope's level allows it.
func (s *Scope) Infof(format string, args ...interface{}) {
	if s.level >= InfoLevel {
		fmt.Fprintf(os.Stdout, s.name+"\t"+format+"\n", args...)
	}
}

func scopeNames() []string {
	lock.RLock()
	defer lock.RUnlock()
	names := make([]string, 0, len(scopes))
	for name := range scopes {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
