package main

import "github.com/spf13/cobra"

type node struct {
	value int
	next  *node
}

func push(head **node, v int) { *head = &node{v, *head} }

func main() {
	root := &cobra.Command{Use: "pointer-to-pointer"}
	f := root.Flags()
	var head *node
	for i := 1; i <= 3; i++ {
		push(&head, i*i)
	}
	sum := 0
	for n := head; n != nil; n = n.next {
		sum = sum*10 + n.value
	}
	x := new(int)
	y := &x
	**y = 7
	*y = new(int)
	f.Int("list", sum, "pushed on the front")
	f.Int("new", *x, "a new one is zero")
	n := &head
	(*n).next.value++
	f.Int("second", head.next.value, "through a pointer to a pointer")
	f.Bool("end", head.next.next.next == nil, "the end is nil")
	root.Execute()
}
