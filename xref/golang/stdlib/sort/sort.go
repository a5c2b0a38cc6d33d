// Package sort is the standard library's. Every sort is stable. Slice and SliceStable are left out:
// they cannot be written without reflection.
package sort

// Interface can be sorted.
type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

// Stable sorts; what is equal keeps its order.
func Stable(data Interface) {
	order := make([]int, data.Len())
	for i := range order {
		order[i] = i
	}
	arrange(ordered(order, data.Less), data.Swap)
}

// Sort is Stable.
func Sort(data Interface) {
	Stable(data)
}

// ordered merges the sorted halves of a list of indexes.
func ordered(order []int, less func(i, j int) bool) []int {
	if len(order) < 2 {
		return order
	}
	left := ordered(order[:len(order)/2], less)
	right := ordered(order[len(order)/2:], less)
	out := make([]int, 0, len(order))
	for len(left) > 0 && len(right) > 0 {
		if less(right[0], left[0]) {
			out = append(out, right[0])
			right = right[1:]
		} else {
			out = append(out, left[0])
			left = left[1:]
		}
	}
	out = append(out, left...)
	return append(out, right...)
}

// arrange swaps until the element that stood at order[k] stands at k.
func arrange(order []int, swap func(i, j int)) {
	for k, from := range order {
		for from < k {
			from = order[from]
		}
		if from != k {
			swap(k, from)
		}
	}
}

// IsSorted tells whether nothing is before its predecessor.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reverse struct {
	Interface
}

func (r reverse) Less(i, j int) bool {
	return r.Interface.Less(j, i)
}

// Reverse turns the order of data about.
func Reverse(data Interface) Interface {
	return &reverse{data}
}

// Search returns the smallest index below n for which f is true, else n.
func Search(n int, f func(int) bool) int {
	low := 0
	for low < n {
		middle := (low + n) / 2
		if f(middle) {
			n = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// Find returns the smallest index below n for which cmp is not above 0, and whether it is 0 there.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}
