package main

import "github.com/spf13/cobra"

type tree struct {
	left, right *tree
	value       int
}

func (t *tree) insert(v int) *tree {
	if t == nil {
		return &tree{value: v}
	}
	if v < t.value {
		t.left = t.left.insert(v)
	} else {
		t.right = t.right.insert(v)
	}
	return t
}

func (t *tree) walk(visit func(int)) {
	if t == nil {
		return
	}
	t.left.walk(visit)
	visit(t.value)
	t.right.walk(visit)
}

func (t *tree) depth() int {
	if t == nil {
		return 0
	}
	l, r := t.left.depth(), t.right.depth()
	if l > r {
		return l + 1
	}
	return r + 1
}

func main() {
	root := &cobra.Command{Use: "recursive-tree"}
	f := root.Flags()
	var t *tree
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		t = t.insert(v)
	}
	var out []int
	t.walk(func(v int) { out = append(out, v) })
	f.IntSlice("sorted", out, "a walk in order")
	f.Int("depth", t.depth(), "methods of nil end it")
	root.Execute()
}
