// Package os holds types and constants of the standard library's, as on Linux. What asks the machine
// (arguments, environment, files) is not here.
package os

import (
	"errors"
	"time"
)

const (
	O_RDONLY = 0x0
	O_WRONLY = 0x1
	O_RDWR   = 0x2
	O_APPEND = 0x400
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_SYNC   = 0x101000
	O_TRUNC  = 0x200

	SEEK_SET = 0
	SEEK_CUR = 1
	SEEK_END = 2

	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

var ErrInvalid = errors.New("invalid argument")

var ErrPermission = errors.New("permission denied")

var ErrExist = errors.New("file already exists")

var ErrNotExist = errors.New("file does not exist")

var ErrClosed = errors.New("file already closed")

// PathError is an error with a file.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string {
	return e.Op + " " + e.Path + ": " + e.Err.Error()
}

func (e *PathError) Unwrap() error {
	return e.Err
}

func within(err error) error {
	if outer, ok := err.(*PathError); ok {
		err = outer.Err
	}
	return err
}

func IsExist(err error) bool {
	return within(err) == ErrExist
}

func IsNotExist(err error) bool {
	return within(err) == ErrNotExist
}

func IsPermission(err error) bool {
	return within(err) == ErrPermission
}

func IsPathSeparator(c uint8) bool {
	return c == PathSeparator
}

// FileInfo tells of a file.
type FileInfo interface {
	Name() string
	Size() int64
	Mode() FileMode
	ModTime() time.Time
	IsDir() bool
	Sys() interface{}
}

// Signal is a signal of the system.
type Signal interface {
	String() string
	Signal()
}

type signal int

func (s signal) Signal() {
}

func (s signal) String() string {
	if s == 9 {
		return "killed"
	}
	return "interrupt"
}

var Interrupt Signal = signal(2)

var Kill Signal = signal(9)
