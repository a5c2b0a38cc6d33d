package main

import (
	"bytes"
	goflag "flag"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

type level int

func (l *level) String() string {
	return "level " + string(rune('0'+*l))
}

func (l *level) Set(text string) error {
	*l = level(len(text))
	return nil
}

type typedLevel struct {
	level
}

func (l *typedLevel) Type() string {
	return "custom"
}

func listed(fs *pflag.FlagSet) string {
	seen := []string{}
	fs.VisitAll(func(flag *pflag.Flag) {
		seen = append(seen, flag.Name+":"+flag.Value.Type()+"="+flag.DefValue)
	})
	return strings.Join(seen, " ")
}

func sets(fs *pflag.FlagSet) {
	custom := &typedLevel{3}
	fs.Var(custom, "var", "a custom type")
	fs.VarP(custom, "var-p", "v", "a custom type")
	fs.VarPF(custom, "var-pf", "f", "a custom type").NoOptDefVal = "none"
	fs.AddFlag(&pflag.Flag{Name: "plain", Shorthand: "p", Usage: "by hand", Value: custom, DefValue: "said so"})
	other := pflag.NewFlagSet("other", pflag.ContinueOnError)
	other.String("plain", "not taken", "")
	other.String("zebra", "taken", "")
	other.String("ant", "taken", "")
	note(fs, "empty", other.HasFlags(), fs.HasAvailableFlags(), pflag.NewFlagSet("", 0).HasAvailableFlags())
	note(fs, "by-name", listed(other))
	other.SortFlags = false
	note(fs, "as-registered", listed(other))
	fs.AddFlagSet(other)
	fs.AddFlagSet(nil)
	note(fs, "shorthands", fs.ShorthandLookup("p").Name, fs.ShorthandLookup("x") == nil, fs.ShorthandLookup("") == nil)
	note(fs, "lookup", fs.Lookup("none") == nil, fs.Changed("none"), fs.Lookup("zebra") == other.Lookup("zebra"))
	note(fs, "set-none", fs.Set("none", ""))
	note(fs, "annotate", fs.SetAnnotation("none", "", nil), fs.SetAnnotation("ant", "key", []string{"a"}), fs.Lookup("ant").Annotations)
	other.Set("zebra", "striped")
	other.Set("ant", "small")
	seen := ""
	other.Visit(func(flag *pflag.Flag) { seen += flag.Name + " " })
	other.SortFlags = true
	other.Visit(func(flag *pflag.Flag) { seen += flag.Name + " " })
	note(fs, "visited", seen, other.NFlag())
}

func getters(fs *pflag.FlagSet) {
	fs.Bool("bool", true, "")
	fs.Int("int", 0, "")
	fs.Float64("float64", 2, "")
	fs.Duration("duration", time.Hour, "")
	fs.String("string", "x", "")
	fs.IntSlice("ints", []int{4, 5}, "")
	fs.StringArray("array", []string{"a,b", "c"}, "")
	fs.Count("count", "")
	fs.Set("count", "+1")
	fs.Set("count", "+1")
	for i, text := range []string{"0x10", "010", "-5", "1_000", "x", "9223372036854775808", ""} {
		err := fs.Set("int", text)
		number, failed := fs.GetInt("int")
		note(fs, "int-"+string(rune('0'+i)), err, number, failed)
	}
	yes, err := fs.GetBool("bool")
	note(fs, "got-bool", yes, err)
	float, err := fs.GetFloat64("float64")
	note(fs, "got-float", float, err)
	wait, err := fs.GetDuration("duration")
	note(fs, "got-duration", wait, err)
	text, err := fs.GetString("string")
	note(fs, "got-string", text, err)
	ints, err := fs.GetIntSlice("ints")
	note(fs, "got-ints", ints, err)
	array, err := fs.GetStringArray("array")
	note(fs, "got-array", len(array), array, err)
	count, err := fs.GetCount("count")
	note(fs, "got-count", count, err)
	_, err = fs.GetString("none")
	note(fs, "got-none", err)
	_, err = fs.GetString("bool")
	note(fs, "got-other", err)
	note(fs, "failed", fs.Set("bool", "maybe"), fs.Set("duration", "1"), fs.Set("float64", "z"))
}

func parsing(fs *pflag.FlagSet) {
	for i, line := range []string{
		"", "a b", "--name=x", "--name x", "--name", "--on", "--on false", "--on=false", "-o", "-on x", "-n=x", "-nx", "-n x",
		"-on", "--", "-- --name", "a --on b", "--none", "--none=1", "-z", "-", "--=x", "---x", "--name=", "-vv", "-v -v", "--level", "--level=9", "-h", "--help", "-o=false b", "--on a -- b c", "-vn 5 b",
	} {
		set := pflag.NewFlagSet("set", pflag.ContinueOnError)
		set.SetOutput(&bytes.Buffer{})
		set.Usage = func() {}
		name := set.StringP("name", "n", "-", "")
		on := set.BoolP("on", "o", false, "")
		verbose := set.CountP("verbose", "v", "")
		height := set.Int("level", 1, "")
		set.Lookup("level").NoOptDefVal = "5"
		before := set.Parsed()
		err := set.Parse(strings.Fields(line))
		note(fs, "line-"+string(rune('A'+i)), err, *name, *on, *verbose, *height, set.Args(), set.NArg(), set.Arg(0), set.Arg(9),
			set.ArgsLenAtDash(), before, set.Parsed(), set.NFlag())
	}
	set := pflag.NewFlagSet("set", pflag.PanicOnError)
	set.SetInterspersed(false)
	set.SetOutput(&bytes.Buffer{})
	set.ParseErrorsWhitelist.UnknownFlags = true
	set.Bool("on", false, "")
	err := set.Parse(strings.Fields("--none x -z --other=1 -y=2 --on a --on b"))
	note(fs, "lenient", err, set.Args(), set.Changed("on"))
	set.ParseErrorsWhitelist.UnknownFlags = false
	note(fs, "panics", said(func() { set.Parse([]string{"--none"}) }))
}

func names(fs *pflag.FlagSet) {
	dashed := func(f *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(strings.Replace(name, "_", "-", -1))
	}
	fs.String("early_name", "a", "")
	fs.SetNormalizeFunc(dashed)
	fs.String("late_name", "b", "")
	note(fs, "found", fs.Lookup("early_name").Name, fs.Lookup("late-name").Name, fs.Lookup("late_name").Name)
	note(fs, "function", fs.GetNormalizeFunc()(fs, "a_b"), pflag.NewFlagSet("", 0).GetNormalizeFunc()(fs, "a_b"))
	fs.Set("late_name", "c")
	note(fs, "changed", fs.Changed("late-name"), fs.NFlag())
}

func clashes(fs *pflag.FlagSet) {
	set := pflag.NewFlagSet("set", pflag.ContinueOnError)
	set.SetOutput(&bytes.Buffer{})
	set.StringP("name", "n", "", "")
	note(fs, "redefined", said(func() { set.String("name", "", "") }))
	note(fs, "shorthand", said(func() { set.StringP("number", "n", "", "") }))
	note(fs, "shorthand-long", said(func() { set.StringP("long", "long", "", "") }))
	note(fs, "shorthand-lookup", said(func() { set.ShorthandLookup("nn") }))
	note(fs, "left", listed(set))
	note(fs, "standard", said(func() {
		set := goflag.NewFlagSet("std", goflag.ContinueOnError)
		set.SetOutput(&bytes.Buffer{})
		set.Int("x", 1, "")
		set.Int("x", 1, "")
	}))
	note(fs, "standard-unnamed", said(func() {
		set := goflag.NewFlagSet("", goflag.ContinueOnError)
		set.SetOutput(&bytes.Buffer{})
		set.Int("x", 1, "")
		set.Int("x", 1, "")
	}))
}

func deprecated(fs *pflag.FlagSet) {
	fs.StringP("old", "o", "", "old")
	fs.StringP("older", "O", "", "older")
	fs.String("secret", "", "secret")
	note(fs, "results", fs.MarkDeprecated("old", "use new"), fs.MarkShorthandDeprecated("older", "no letter"), fs.MarkHidden("secret"))
	note(fs, "failures", fs.MarkDeprecated("none", "x"), fs.MarkDeprecated("older", ""), fs.MarkShorthandDeprecated("none", "x"),
		fs.MarkShorthandDeprecated("old", ""), fs.MarkHidden("none"))
	note(fs, "available", fs.HasAvailableFlags())
	out := &bytes.Buffer{}
	fs.SetOutput(out)
	fs.Set("old", "x")
	note(fs, "printed", out.String())
	note(fs, "bad", fs.Set("results", "x"))
	name, usage := pflag.UnquoteUsage(fs.Lookup("old"))
	note(fs, "unquoted", name, "|", usage)
	fs.Lookup("old").Usage = "the `thing` to use"
	name, usage = pflag.UnquoteUsage(fs.Lookup("old"))
	note(fs, "unquoted-name", name, "|", usage)
}
