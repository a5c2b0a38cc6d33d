package main

import (
	"bytes"
	"errors"
	"flag"
	"math"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

type size struct {
	text string
}

func (s size) MarshalText() ([]byte, error) {
	return []byte(s.text), nil
}

func (s *size) UnmarshalText(text []byte) error {
	s.text = string(text)
	if s.text == "bad" {
		return errors.New("bad size")
	}
	return nil
}

func registered() *flag.FlagSet {
	set := flag.NewFlagSet("std", flag.ContinueOnError)
	set.SetOutput(&bytes.Buffer{})
	set.Usage = func() {}
	var height level = 2
	var width size
	set.Bool("bool", false, "a bool")
	set.Bool("b", true, "a bool")
	set.Int("int", -1, "an int")
	set.Int64("int64", math.MinInt64, "an int64")
	set.Uint("uint", 7, "a uint")
	set.Uint64("uint64", math.MaxUint64, "a uint64")
	set.Float64("float64", 1e100, "a float64")
	set.String("string", "ü", "a `name` here")
	set.Duration("duration", time.Minute, "a duration")
	set.Var(&height, "level", "a level")
	set.Var(&typedLevel{4}, "typed", "a typed level")
	set.Func("func", "a func", func(text string) error { return errors.New("never " + text) })
	set.BoolFunc("bool-func", "a bool func", func(text string) error { return nil })
	set.TextVar(&width, "size", &size{"large"}, "a size")
	return set
}

func standard(fs *pflag.FlagSet) {
	set := registered()
	fs.AddGoFlag(set.Lookup("b"))
	set.VisitAll(func(f *flag.Flag) {
		name, usage := flag.UnquoteUsage(f)
		note(fs, "std-"+f.Name, f.DefValue, "|", f.Value, "|", name, "|", usage)
	})
	set.Set("int", "5")
	fs.AddGoFlagSet(set)
	fs.AddGoFlagSet(nil)
	note(fs, "name", set.Name(), set.ErrorHandling(), set.Lookup("none") == nil, set.NFlag())
	set.Init("other", flag.PanicOnError)
	note(fs, "init", set.Name(), set.ErrorHandling())
	getter := set.Lookup("float64").Value.(flag.Getter)
	note(fs, "getter", getter.Get())
	fs.Set("uint", "8")
	note(fs, "shared", set.Lookup("uint").Value, fs.Lookup("uint").DefValue)
}

func standardParsing(fs *pflag.FlagSet) {
	for i, line := range []string{
		"", "a -bool", "-bool", "--bool", "-bool=false x", "-bool false", "-int 5 x -bool", "-int=0x10", "-int", "-none", "-h", "--help",
		"- x", "-- x", "---x", "-=x", "-string=", "-string a=b", "-bool-func", "-size bad", "-level abc", "-b y",
	} {
		set := registered()
		before := set.Parsed()
		err := set.Parse(strings.Fields(line))
		seen := ""
		set.Visit(func(f *flag.Flag) { seen += f.Name + "=" + f.Value.String() + " " })
		if err != nil && strings.HasPrefix(err.Error(), "invalid") {
			err = errors.New("invalid")
		}
		note(fs, "line-"+string(rune('A'+i)), err, err == flag.ErrHelp, seen, set.Args(), set.NArg(), set.Arg(0), set.Arg(9), before, set.Parsed())
	}
	set := registered()
	set.Init("std", flag.PanicOnError)
	note(fs, "panics", said(func() { set.Parse([]string{"-none"}) }))
	note(fs, "set-none", set.Set("none", ""), set.Set("func", "x"))
}
