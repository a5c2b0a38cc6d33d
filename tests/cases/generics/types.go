package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) *stack[T] {
	s.items = append(s.items, x)
	return s
}

func (s *stack[T]) pop() (x T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

type pair[K comparable, V any] struct {
	Key K
	Val V
}

type node[T any] struct {
	val  T
	next *node[T]
}

func (n *node[T]) len() int {
	if n == nil {
		return 0
	}
	return 1 + n.next.len()
}

func main() {
	root := &cobra.Command{Use: "types"}
	f := root.Flags()
	var s stack[string]
	s.push("a").push("b")
	top, _ := s.pop()
	ints := &stack[int]{}
	_, ok := ints.pop()
	p := pair[string, int]{"k", 3}
	list := &node[int]{1, &node[int]{val: 2}}
	f.String("top", top, "the last")
	f.Bool("empty", ok, "nothing left")
	f.String("pair", fmt.Sprintf("%+v", p), "two types")
	f.Int("list", list.len(), "a type that holds itself")
	root.Execute()
}
