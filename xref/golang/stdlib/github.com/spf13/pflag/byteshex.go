package pflag

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

type bytesHexValue []byte

func (v *bytesHexValue) String() string {
	return fmt.Sprintf("%X", []byte(*v))
}

func (v *bytesHexValue) Type() string {
	return "bytesHex"
}

func (v *bytesHexValue) Set(text string) error {
	text = strings.TrimSpace(text)
	if len(text)%2 != 0 {
		return errors.New("encoding/hex: odd length hex string")
	}
	out := make([]byte, 0, len(text)/2)
	for i := 0; i < len(text); i += 2 {
		octet, err := strconv.ParseUint(text[i:i+2], 16, 8)
		if err != nil {
			return fmt.Errorf("encoding/hex: invalid byte in %q", text)
		}
		out = append(out, byte(octet))
	}
	*v = out
	return nil
}

// GetBytesHex returns the value of a flag of type bytesHex.
func (f *FlagSet) GetBytesHex(name string) (value []byte, err error) {
	err = f.get(name, "bytesHex", (*bytesHexValue)(&value))
	return value, err
}

// BytesHexVar registers a flag that is stored in p.
func (f *FlagSet) BytesHexVar(p *[]byte, name string, value []byte, usage string) {
	f.BytesHexVarP(p, name, "", value, usage)
}

// BytesHexVarP is BytesHexVar with a shorthand.
func (f *FlagSet) BytesHexVarP(p *[]byte, name, shorthand string, value []byte, usage string) {
	*p = value
	f.VarPF((*bytesHexValue)(p), name, shorthand, usage)
}

// BytesHex registers a flag and returns where it is stored.
func (f *FlagSet) BytesHex(name string, value []byte, usage string) *[]byte {
	p := new([]byte)
	f.BytesHexVarP(p, name, "", value, usage)
	return p
}

// BytesHexP is BytesHex with a shorthand.
func (f *FlagSet) BytesHexP(name, shorthand string, value []byte, usage string) *[]byte {
	p := new([]byte)
	f.BytesHexVarP(p, name, shorthand, value, usage)
	return p
}

// BytesHexVar registers a flag of the command line.
func BytesHexVar(p *[]byte, name string, value []byte, usage string) {
	CommandLine.BytesHexVarP(p, name, "", value, usage)
}

// BytesHexVarP registers a flag of the command line.
func BytesHexVarP(p *[]byte, name, shorthand string, value []byte, usage string) {
	CommandLine.BytesHexVarP(p, name, shorthand, value, usage)
}

// BytesHex registers a flag of the command line.
func BytesHex(name string, value []byte, usage string) *[]byte {
	return CommandLine.BytesHexP(name, "", value, usage)
}

// BytesHexP registers a flag of the command line.
func BytesHexP(name, shorthand string, value []byte, usage string) *[]byte {
	return CommandLine.BytesHexP(name, shorthand, value, usage)
}
