package pflag

import (
	"errors"
	"strings"
)

type bytesBase64Value []byte

func (v *bytesBase64Value) String() string {
	return encodeBase64(*v)
}

func (v *bytesBase64Value) Type() string {
	return "bytesBase64"
}

func (v *bytesBase64Value) Set(text string) error {
	parsed, err := decodeBase64(strings.TrimSpace(text))
	if err == nil {
		*v = parsed
	}
	return err
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

func encodeBase64(octets []byte) string {
	out := ""
	for i := 0; i < len(octets); i += 3 {
		bits := 0
		for j := i; j < i+3; j++ {
			bits = bits << 8
			if j < len(octets) {
				bits = bits | int(octets[j])
			}
		}
		group := ""
		for shift := 18; shift >= 0; shift -= 6 {
			digit := bits >> uint(shift) & 63
			group += base64Digits[digit : digit+1]
		}
		if rest := len(octets) - i; rest < 3 {
			group = group[:rest+1] + "=="[:3-rest]
		}
		out += group
	}
	return out
}

func decodeBase64(text string) ([]byte, error) {
	out := []byte{}
	if len(text)%4 != 0 {
		return out, errors.New("illegal base64 data")
	}
	for i := 0; i < len(text); i += 4 {
		group := text[i : i+4]
		padding := 0
		if i+4 == len(text) {
			padding = 4 - len(strings.TrimRight(group, "="))
		}
		if padding > 2 {
			return out, errors.New("illegal base64 data")
		}
		bits := 0
		for j := 0; j < 4; j++ {
			digit := 0
			if j < 4-padding {
				digit = strings.IndexByte(base64Digits, group[j])
			}
			if digit < 0 {
				return out, errors.New("illegal base64 data")
			}
			bits = bits<<6 | digit
		}
		octets := []byte{byte(bits >> 16), byte(bits >> 8), byte(bits)}
		out = append(out, octets[:3-padding]...)
	}
	return out, nil
}

// GetBytesBase64 returns the value of a flag of type bytesBase64.
func (f *FlagSet) GetBytesBase64(name string) (value []byte, err error) {
	err = f.get(name, "bytesBase64", (*bytesBase64Value)(&value))
	return value, err
}

// BytesBase64Var registers a flag that is stored in p.
func (f *FlagSet) BytesBase64Var(p *[]byte, name string, value []byte, usage string) {
	f.BytesBase64VarP(p, name, "", value, usage)
}

// BytesBase64VarP is BytesBase64Var with a shorthand.
func (f *FlagSet) BytesBase64VarP(p *[]byte, name, shorthand string, value []byte, usage string) {
	*p = value
	f.VarPF((*bytesBase64Value)(p), name, shorthand, usage)
}

// BytesBase64 registers a flag and returns where it is stored.
func (f *FlagSet) BytesBase64(name string, value []byte, usage string) *[]byte {
	p := new([]byte)
	f.BytesBase64VarP(p, name, "", value, usage)
	return p
}

// BytesBase64P is BytesBase64 with a shorthand.
func (f *FlagSet) BytesBase64P(name, shorthand string, value []byte, usage string) *[]byte {
	p := new([]byte)
	f.BytesBase64VarP(p, name, shorthand, value, usage)
	return p
}

// BytesBase64Var registers a flag of the command line.
func BytesBase64Var(p *[]byte, name string, value []byte, usage string) {
	CommandLine.BytesBase64VarP(p, name, "", value, usage)
}

// BytesBase64VarP registers a flag of the command line.
func BytesBase64VarP(p *[]byte, name, shorthand string, value []byte, usage string) {
	CommandLine.BytesBase64VarP(p, name, shorthand, value, usage)
}

// BytesBase64 registers a flag of the command line.
func BytesBase64(name string, value []byte, usage string) *[]byte {
	return CommandLine.BytesBase64P(name, "", value, usage)
}

// BytesBase64P registers a flag of the command line.
func BytesBase64P(name, shorthand string, value []byte, usage string) *[]byte {
	return CommandLine.BytesBase64P(name, shorthand, value, usage)
}
