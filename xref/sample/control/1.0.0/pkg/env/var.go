// Package env keeps account of the environment variables that a process looks at.
package env

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

// Var describes one variable.
type Var struct {
	Name        string
	Default     string
	Description string
}

var (
	mu   sync.Mutex
	vars = make(map[string]Var)
)

func register(name, def, description string) Var {
	mu.Lock()
	defer mu.Unlock()
	if old, ok := vars[name]; ok && old.Default != def {
		panic(fmt.Sprintf("%s is registered with two defaults: %q and %q", name, old.Default, def))
	}
	v := Var{Name: name, Default: def, Description: description}
	vars[name] = v
	return v
}

// StringVar is a variable that holds any text.
type StringVar struct{ Var }

// RegisterStringVar makes a variable known.
func RegisterStringVar(name, def, description string) StringVar {
	return StringVar{register(name, def, description)}
}

// Get gives the value, or the default where the variable is not set.
func (v StringVar) Get() string {
	if text, ok := os.LookupEnv(v.Name); ok {
		return text
	}
	return v.Default
}

// IntVar is a variable that holds a whole number.
type IntVar struct {
	Var
	def int
}

// RegisterIntVar makes a variable known.
func RegisterIntVar(name string, def int, description string) IntVar {
	return IntVar{register(name, strconv.Itoa(def), description), def}
}

// Get gives the value, or the default where it is not set or not a number.
func (v IntVar) Get() int {
	text, ok := os.LookupEnv(v.Name)
	if !ok {
		return v.def
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return v.def
	}
	return n
}

// DurationVar is a variable that holds a length of time.
type DurationVar struct {
	Var
	def time.Duration
}

// RegisterDurationVar makes a variable known.
func RegisterDurationVar(name string, def time.Duration, description string) DurationVar {
	return DurationVar{register(name, def.String(), description), def}
}

// Get gives the value, or the default where it is not set or not a duration.
func (v DurationVar) Get() time.Duration {
	text, ok := os.LookupEnv(v.Name)
	if !ok {
		return v.def
	}
	if d, err := time.ParseDuration(text); err == nil {
		return d
	}
	return v.def
}
