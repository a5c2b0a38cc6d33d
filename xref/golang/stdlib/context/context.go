// Package context is the standard library's for a program that has not begun to run: nothing ends a
// context but its cancel function, and no channel tells of it.
package context

import (
	"errors"
	"time"
)

// Context goes along with a task.
type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key interface{}) interface{}
}

// CancelFunc ends a context.
type CancelFunc func()

var Canceled = errors.New("context canceled")

var DeadlineExceeded = errors.New("context deadline exceeded")

// simple is every context of this package: a name, or a parent and what was added to it.
type simple struct {
	name     string
	parent   Context
	key      interface{}
	value    interface{}
	deadline time.Time
	limited  bool
	err      error
}

func (c *simple) Deadline() (deadline time.Time, ok bool) {
	if c.limited || c.parent == nil {
		return c.deadline, c.limited
	}
	return c.parent.Deadline()
}

func (c *simple) Done() <-chan struct{} {
	return nil
}

func (c *simple) Err() error {
	if c.err != nil || c.parent == nil {
		return c.err
	}
	return c.parent.Err()
}

func (c *simple) Value(key interface{}) interface{} {
	if c.key != nil && c.key == key {
		return c.value
	}
	if c.parent == nil {
		return nil
	}
	return c.parent.Value(key)
}

func (c *simple) String() string {
	return c.name
}

func (c *simple) cancel() {
	if c.err == nil {
		c.err = Canceled
	}
}

var background = &simple{name: "context.Background"}

var todo = &simple{name: "context.TODO"}

// Background is the context at the root.
func Background() Context {
	return background
}

// TODO is a context for want of a better.
func TODO() Context {
	return todo
}

// WithValue adds a value.
func WithValue(parent Context, key, value interface{}) Context {
	return &simple{name: "context.WithValue", parent: parent, key: key, value: value}
}

// WithCancel adds a function that ends the context.
func WithCancel(parent Context) (Context, CancelFunc) {
	c := &simple{name: "context.WithCancel", parent: parent}
	return c, c.cancel
}

// WithDeadline is WithCancel that also tells when the context is to end.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	c := &simple{name: "context.WithDeadline", parent: parent, deadline: d, limited: true}
	return c, c.cancel
}

// WithTimeout is WithDeadline, counted from now.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadline(parent, time.Now().Add(timeout))
}
