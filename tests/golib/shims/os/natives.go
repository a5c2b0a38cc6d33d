// Stands in for what the interpreter does natively.
package os

import "os"

var Args = os.Args

func Exit(code int) {
	os.Exit(code)
}

func (f *File) Read(p []byte) (int, error) {
	return os.Stdin.Read(p)
}
