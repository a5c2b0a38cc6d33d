package main

import (
	"math"
	"net"
	"time"

	"github.com/spf13/pflag"
)

func scalars(fs *pflag.FlagSet) {
	var flag bool
	var text string
	var wait time.Duration
	fs.Bool("bool", false, "a bool")
	fs.BoolP("bool-p", "b", true, "a bool")
	fs.BoolVar(&flag, "bool-var", true, "a bool")
	fs.BoolVarP(&flag, "bool-var-p", "B", flag, "a bool")
	fs.String("string", "", "a string")
	fs.StringP("string-p", "s", "a \"b\" c", "a string")
	fs.StringVar(&text, "string-var", "über 世界\n\t", "a `text` string")
	fs.StringVarP(&text, "string-var-p", "S", text+"!", "a string")
	fs.Duration("duration", 0, "a duration")
	fs.DurationP("duration-p", "d", -90*time.Second, "a duration")
	fs.DurationVar(&wait, "duration-var", 1500*time.Millisecond, "a duration")
	fs.DurationVarP(&wait, "duration-var-p", "D", wait*2, "a duration")
	fs.Count("count", "a count")
	fs.CountP("count-p", "v", "a count")
	counted := 7
	fs.CountVar(&counted, "count-var", "a count")
	fs.CountVarP(&counted, "count-var-p", "V", "a count")
	note(fs, "variables", flag, text, wait, counted)
}

func numbers(fs *pflag.FlagSet) {
	fs.Int("int", -42, "an int")
	fs.IntP("int-p", "i", math.MaxInt64, "an int")
	fs.Int8("int8", math.MinInt8, "an int8")
	fs.Int16("int16", math.MinInt16, "an int16")
	fs.Int32("int32", math.MinInt32, "an int32")
	fs.Int64("int64", math.MinInt64, "an int64")
	fs.Uint("uint", math.MaxUint64, "a uint")
	fs.Uint8("uint8", math.MaxUint8, "a uint8")
	fs.Uint16("uint16", math.MaxUint16, "a uint16")
	fs.Uint32P("uint32", "u", math.MaxUint32, "a uint32")
	fs.Uint64("uint64", math.MaxUint64, "a uint64")
	fs.Float32("float32", 0.1, "a float32")
	fs.Float32("float32-max", math.MaxFloat32, "a float32")
	fs.Float64("float64", 0.1, "a float64")
	fs.Float64("float64-max", math.MaxFloat64, "a float64")
	fs.Float64("float64-least", math.SmallestNonzeroFloat64, "a float64")
	fs.Float64("float64-e20", 1e20, "a float64")
	fs.Float64("float64-e21", 1e21, "a float64")
	fs.Float64("float64-small", 1e-5, "a float64")
	fs.Float64("float64-whole", 100000000, "a float64")
	fs.Float64("float64-pi", math.Pi, "a float64")
	fs.Float64("float64-negative", -2.5, "a float64")
	note(fs, "constants", math.Ln2, " ", math.Log2E, " ", math.Log10E, " ", math.Phi, " ", float32(math.SqrtPi))
}

func slices(fs *pflag.FlagSet) {
	list := []int{9}
	fs.IntSlice("ints", []int{1, -2, 3}, "ints")
	fs.IntSlice("ints-nil", nil, "ints")
	fs.IntSliceP("ints-p", "i", []int{}, "ints")
	fs.IntSliceVar(&list, "ints-var", list, "ints")
	fs.UintSlice("uints", []uint{0, math.MaxUint64}, "uints")
	fs.BoolSlice("bools", []bool{true, false}, "bools")
	fs.BoolSlice("bools-nil", nil, "bools")
	fs.DurationSlice("durations", []time.Duration{time.Second, 0}, "durations")
	fs.DurationSlice("durations-nil", nil, "durations")
	fs.IPSlice("ips", []net.IP{net.IPv4(10, 0, 0, 1), net.ParseIP("::1"), nil}, "ips")
	for _, name := range []string{"ints", "ints-p", "uints", "bools", "durations", "ips"} {
		text := map[string]string{"bools": "'true', \"false\"", "durations": "1m,2h", "ips": "10.0.0.2, ::2"}[name]
		if text == "" {
			text = "4,5"
		}
		first := fs.Set(name, text)
		second := fs.Set(name, text)
		failed := fs.Set(name, "x")
		note(fs, "set-"+name, fs.Lookup(name).Value, first, second, failed != nil, fs.Changed(name))
	}
}

func texts(fs *pflag.FlagSet) {
	all := []string{"plain", "", "a,b", "say \"hi\"", "two\nlines", "cr\r", " leading", "trailing ", `\.`, "ü", "\u00a0nbsp", "#"}
	fs.StringSlice("slice", all, "texts")
	fs.StringSlice("slice-nil", nil, "texts")
	fs.StringSliceP("slice-empty", "e", []string{}, "texts")
	fs.StringSlice("slice-of-empty", []string{""}, "texts")
	fs.StringSlice("slice-of-two-empty", []string{"", ""}, "texts")
	fs.StringArray("array", all, "texts")
	fs.StringArray("array-nil", nil, "texts")
	fs.StringArrayP("array-of-empty", "a", []string{""}, "texts")
	var kept []string
	fs.StringSliceVarP(&kept, "slice-var", "k", []string{"one"}, "texts")
	fs.StringArrayVar(&kept, "array-var", []string{"two,three"}, "texts")
	note(fs, "kept", kept, len(kept))
	for i, text := range []string{"", "a,b", `"a,b",c`, `"say ""hi""",x`, ",", "a,", `a"b`, `"a`, `"a"b`, "x\ny", "\nx", " a , b "} {
		name := "set-" + string(rune('a'+i))
		value := []string{"default"}
		fs.StringSliceVar(&value, name, value, "texts")
		err := fs.Set(name, text)
		again := fs.Set(name, "more")
		note(fs, name+"-to", fs.Lookup(name).Value, err != nil, again, len(value))
		got, err := fs.GetStringSlice(name)
		note(fs, name+"-got", len(got), got, err)
	}
	fs.Set("array", "a,b")
	fs.Set("array", "c")
	note(fs, "array-set", fs.Lookup("array").Value)
}

func addresses(fs *pflag.FlagSet) {
	_, network, _ := net.ParseCIDR("10.1.2.3/12")
	_, six, _ := net.ParseCIDR("2001:db8::1/33")
	fs.IP("ip", net.IPv4(127, 0, 0, 1), "an address")
	fs.IP("ip-nil", nil, "an address")
	fs.IPP("ip-p", "i", net.ParseIP("2001:db8:0:0:1:0:0:1"), "an address")
	fs.IPMask("mask", net.CIDRMask(20, 32), "a mask")
	fs.IPMask("mask-nil", nil, "a mask")
	fs.IPNet("net", *network, "a network")
	fs.IPNet("net-zero", net.IPNet{}, "a network")
	fs.IPNet("net-six", *six, "a network")
	for _, pair := range [][2]string{
		{"ip", " 1.2.3.4 "}, {"ip", "1.2.3"}, {"ip", "::ffff:1.2.3.4"}, {"mask", "255.255.0.0"}, {"mask", "ffffff00"},
		{"mask", "no"}, {"net", "192.168.1.1/24"}, {"net", "192.168.1.1"},
	} {
		err := fs.Set(pair[0], pair[1])
		note(fs, "set-"+pair[0]+"-"+pair[1], fs.Lookup(pair[0]).Value, err)
	}
}

func octets(fs *pflag.FlagSet) {
	for i := 0; i < 7; i++ {
		value := []byte("\x00\xff foo")[:i]
		fs.BytesHex("hex-"+string(rune('0'+i)), value, "octets")
		fs.BytesBase64("base64-"+string(rune('0'+i)), value, "octets")
	}
	fs.BytesHex("hex-nil", nil, "octets")
	fs.BytesBase64P("base64-nil", "b", nil, "octets")
	for i, text := range []string{"0aFF", "0", "zz", " 00 ", ""} {
		err := fs.Set("hex-0", text)
		note(fs, "hex-set-"+string(rune('0'+i)), fs.Lookup("hex-0").Value, err != nil)
	}
	for i, text := range []string{"AA==", "AAA=", "AAAA", "A", "====", "A===", "/+8=", "AA=A", ""} {
		err := fs.Set("base64-0", text)
		note(fs, "base64-set-"+string(rune('0'+i)), fs.Lookup("base64-0").Value, err != nil)
	}
}

func maps(fs *pflag.FlagSet) {
	fs.StringToString("texts", map[string]string{"key": "a,b"}, "pairs")
	fs.StringToString("texts-nil", nil, "pairs")
	fs.StringToStringP("texts-empty", "t", map[string]string{}, "pairs")
	fs.StringToInt("ints", map[string]int{"key": -1}, "pairs")
	fs.StringToInt("ints-nil", nil, "pairs")
	note(fs, "none", fs.Set("texts", "no pair"))
	first := fs.Set("texts", `"a=b,c"`)
	got, err := fs.GetStringToString("texts")
	note(fs, "one", first, got, err)
	second := fs.Set("texts", `x=1,"y=2,3"`)
	got, err = fs.GetStringToString("texts")
	note(fs, "three", second, got, err)
	third := fs.Set("ints", "a=1,b=2")
	numbers, err := fs.GetStringToInt("ints")
	note(fs, "ints-set", third, numbers, err, fs.Set("ints", "a=x") != nil)
}
