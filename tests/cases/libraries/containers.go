package main

import (
	"container/heap"
	"container/list"

	"github.com/spf13/cobra"
)

type ints []int

func (h ints) Len() int            { return len(h) }
func (h ints) Less(i, j int) bool  { return h[i] < h[j] }
func (h ints) Swap(i, j int)       { h[i], h[j] = h[j], h[i] }
func (h *ints) Push(x interface{}) { *h = append(*h, x.(int)) }
func (h *ints) Pop() interface{} {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

func main() {
	root := &cobra.Command{Use: "containers"}
	h := &ints{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 1)
	var order []int
	for h.Len() > 0 {
		order = append(order, heap.Pop(h).(int))
	}
	l := list.New()
	l.PushBack("b")
	l.PushFront("a")
	s := ""
	for e := l.Front(); e != nil; e = e.Next() {
		s += e.Value.(string)
	}
	root.Flags().IntSlice("order", order, "smallest first")
	root.Flags().String("list", s, "linked")
	root.Execute()
}
