// Package heap is the standard library's binary heap.
package heap

import "sort"

// Interface can be made a heap.
type Interface interface {
	sort.Interface
	Push(x interface{})
	Pop() interface{}
}

// Init makes a heap of any order.
func Init(h Interface) {
	n := h.Len()
	for i := n/2 - 1; i >= 0; i-- {
		sink(h, i, n)
	}
}

func Push(h Interface, x interface{}) {
	h.Push(x)
	rise(h, h.Len()-1)
}

// Pop takes out the least.
func Pop(h Interface) interface{} {
	last := h.Len() - 1
	h.Swap(0, last)
	sink(h, 0, last)
	return h.Pop()
}

// Remove takes out what stands at i.
func Remove(h Interface, i int) interface{} {
	last := h.Len() - 1
	if i != last {
		h.Swap(i, last)
		if !sink(h, i, last) {
			rise(h, i)
		}
	}
	return h.Pop()
}

// Fix puts right what stands at i and has changed.
func Fix(h Interface, i int) {
	if !sink(h, i, h.Len()) {
		rise(h, i)
	}
}

func rise(h Interface, at int) {
	for at > 0 {
		parent := (at - 1) / 2
		if !h.Less(at, parent) {
			return
		}
		h.Swap(parent, at)
		at = parent
	}
}

// sink moves what stands at start down among the first n, and tells whether it moved.
func sink(h Interface, start, n int) bool {
	at := start
	for {
		child := 2*at + 1
		if child >= n {
			break
		}
		if child+1 < n && h.Less(child+1, child) {
			child++
		}
		if !h.Less(child, at) {
			break
		}
		h.Swap(at, child)
		at = child
	}
	return at > start
}
