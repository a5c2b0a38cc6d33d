// Package log is the standard library's. What goes to the standard error is dropped: nothing reads it.
package log

import (
	"fmt"
	"io"
	"os"
	"time"
)

const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile
	Lshortfile
	LUTC
	Lmsgprefix
	LstdFlags = Ldate | Ltime
)

// Logger writes lines.
type Logger struct {
	out    io.Writer
	prefix string
	flags  int
}

var std = New(os.Stderr, "", LstdFlags)

// New makes a logger.
func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{out, prefix, flag}
}

// Default is the logger of the functions of this package.
func Default() *Logger {
	return std
}

// Output writes a line; where a clock or a place is to stand in it, it depends on the moment.
func (l *Logger) Output(calldepth int, s string) error {
	if l.out == os.Stderr || l.out == io.Discard {
		return nil
	}
	head := l.prefix
	if l.flags&^(LUTC|Lmsgprefix) != 0 {
		head += time.Now().String()
	}
	if s == "" || s[len(s)-1] != '\n' {
		s += "\n"
	}
	_, err := io.WriteString(l.out, head+s)
	return err
}

func (l *Logger) Print(v ...interface{}) {
	l.Output(2, fmt.Sprint(v...))
}

func (l *Logger) Printf(format string, v ...interface{}) {
	l.Output(2, fmt.Sprintf(format, v...))
}

func (l *Logger) Println(v ...interface{}) {
	l.Output(2, fmt.Sprintln(v...))
}

func (l *Logger) Fatal(v ...interface{}) {
	os.Exit(1)
}

func (l *Logger) Fatalf(format string, v ...interface{}) {
	os.Exit(1)
}

func (l *Logger) Fatalln(v ...interface{}) {
	os.Exit(1)
}

func (l *Logger) Panic(v ...interface{}) {
	text := fmt.Sprint(v...)
	l.Output(2, text)
	panic(text)
}

func (l *Logger) Panicf(format string, v ...interface{}) {
	text := fmt.Sprintf(format, v...)
	l.Output(2, text)
	panic(text)
}

func (l *Logger) Panicln(v ...interface{}) {
	text := fmt.Sprintln(v...)
	l.Output(2, text)
	panic(text)
}

func (l *Logger) Flags() int {
	return l.flags
}

func (l *Logger) SetFlags(flag int) {
	l.flags = flag
}

func (l *Logger) Prefix() string {
	return l.prefix
}

func (l *Logger) SetPrefix(prefix string) {
	l.prefix = prefix
}

func (l *Logger) Writer() io.Writer {
	return l.out
}

func (l *Logger) SetOutput(w io.Writer) {
	l.out = w
}

func Print(v ...interface{}) {
	std.Print(v...)
}

func Printf(format string, v ...interface{}) {
	std.Printf(format, v...)
}

func Println(v ...interface{}) {
	std.Println(v...)
}

func Fatal(v ...interface{}) {
	os.Exit(1)
}

func Fatalf(format string, v ...interface{}) {
	os.Exit(1)
}

func Fatalln(v ...interface{}) {
	os.Exit(1)
}

func Panic(v ...interface{}) {
	std.Panic(v...)
}

func Panicf(format string, v ...interface{}) {
	std.Panicf(format, v...)
}

func Panicln(v ...interface{}) {
	std.Panicln(v...)
}

func Flags() int {
	return std.flags
}

func SetFlags(flag int) {
	std.flags = flag
}

func Prefix() string {
	return std.prefix
}

func SetPrefix(prefix string) {
	std.prefix = prefix
}

func Writer() io.Writer {
	return std.out
}

func SetOutput(w io.Writer) {
	std.out = w
}
