// Package list is the standard library's doubly linked list.
package list

// Element is a place in a list.
type Element struct {
	Value interface{}

	list       *List
	next, prev *Element
}

// Next is the element behind, or nil.
func (e *Element) Next() *Element {
	return e.next
}

// Prev is the element before, or nil.
func (e *Element) Prev() *Element {
	return e.prev
}

// List is a list; its zero value is empty.
type List struct {
	front, back *Element
	length      int
}

// New makes an empty list.
func New() *List {
	return &List{}
}

// Init empties the list.
func (l *List) Init() *List {
	l.front = nil
	l.back = nil
	l.length = 0
	return l
}

func (l *List) Len() int {
	return l.length
}

func (l *List) Front() *Element {
	return l.front
}

func (l *List) Back() *Element {
	return l.back
}

// link puts e behind prev, or first if prev is nil.
func (l *List) link(e, prev *Element) *Element {
	e.list = l
	e.prev = prev
	if prev == nil {
		e.next = l.front
		l.front = e
	} else {
		e.next = prev.next
		prev.next = e
	}
	if e.next == nil {
		l.back = e
	} else {
		e.next.prev = e
	}
	l.length++
	return e
}

func (l *List) unlink(e *Element) {
	if e.prev == nil {
		l.front = e.next
	} else {
		e.prev.next = e.next
	}
	if e.next == nil {
		l.back = e.prev
	} else {
		e.next.prev = e.prev
	}
	e.next = nil
	e.prev = nil
	e.list = nil
	l.length--
}

func (l *List) PushFront(v interface{}) *Element {
	return l.link(&Element{Value: v}, nil)
}

func (l *List) PushBack(v interface{}) *Element {
	return l.link(&Element{Value: v}, l.back)
}

func (l *List) InsertBefore(v interface{}, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.link(&Element{Value: v}, mark.prev)
}

func (l *List) InsertAfter(v interface{}, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.link(&Element{Value: v}, mark)
}

// Remove takes e out and returns its value.
func (l *List) Remove(e *Element) interface{} {
	if e.list == l {
		l.unlink(e)
	}
	return e.Value
}

func (l *List) MoveToFront(e *Element) {
	if e.list == l {
		l.unlink(e)
		l.link(e, nil)
	}
}

func (l *List) MoveToBack(e *Element) {
	if e.list == l {
		l.unlink(e)
		l.link(e, l.back)
	}
}

func (l *List) MoveBefore(e, mark *Element) {
	if e.list == l && mark.list == l && e != mark {
		l.unlink(e)
		l.link(e, mark.prev)
	}
}

func (l *List) MoveAfter(e, mark *Element) {
	if e.list == l && mark.list == l && e != mark {
		l.unlink(e)
		l.link(e, mark)
	}
}

// PushBackList appends the values of another list, which may be l itself.
func (l *List) PushBackList(other *List) {
	e := other.front
	for left := other.length; left > 0; left-- {
		l.PushBack(e.Value)
		e = e.next
	}
}

// PushFrontList puts the values of another list, which may be l itself, before those of l.
func (l *List) PushFrontList(other *List) {
	e := other.back
	for left := other.length; left > 0; left-- {
		l.PushFront(e.Value)
		e = e.prev
	}
}
