// Package ring is the standard library's circular list.
package ring

// Ring is a place in a ring; its zero value is a ring of one.
type Ring struct {
	Value interface{}

	next, prev *Ring
}

// New makes a ring of n.
func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	first := &Ring{}
	last := first
	for i := 1; i < n; i++ {
		last.next = &Ring{prev: last}
		last = last.next
	}
	last.next = first
	first.prev = last
	return first
}

func (r *Ring) ready() {
	if r.next == nil {
		r.next = r
		r.prev = r
	}
}

func (r *Ring) Next() *Ring {
	r.ready()
	return r.next
}

func (r *Ring) Prev() *Ring {
	r.ready()
	return r.prev
}

// Move goes n places on, or back if n is below 0.
func (r *Ring) Move(n int) *Ring {
	r.ready()
	for ; n > 0; n-- {
		r = r.next
	}
	for ; n < 0; n++ {
		r = r.prev
	}
	return r
}

// Link puts the ring of s behind r and returns what stood there.
func (r *Ring) Link(s *Ring) *Ring {
	after := r.Next()
	if s != nil {
		end := s.Prev()
		r.next = s
		s.prev = r
		after.prev = end
		end.next = after
	}
	return after
}

// Unlink takes out n places behind r and returns them.
func (r *Ring) Unlink(n int) *Ring {
	if n <= 0 {
		return nil
	}
	return r.Link(r.Move(n + 1))
}

func (r *Ring) Len() int {
	if r == nil {
		return 0
	}
	n := 1
	for at := r.Next(); at != r; at = at.next {
		n++
	}
	return n
}

// Do calls f for each value.
func (r *Ring) Do(f func(interface{})) {
	if r == nil {
		return
	}
	f(r.Value)
	for at := r.Next(); at != r; at = at.next {
		f(at.Value)
	}
}
