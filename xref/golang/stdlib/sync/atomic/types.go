package atomic

// Int32 holds a value of type int32.
type Int32 struct {
	value int32
}

func (x *Int32) Load() int32 {
	return x.value
}

func (x *Int32) Store(value int32) {
	x.value = value
}

func (x *Int32) Swap(value int32) int32 {
	old := x.value
	x.value = value
	return old
}

func (x *Int32) CompareAndSwap(old, value int32) bool {
	if x.value != old {
		return false
	}
	x.value = value
	return true
}

func (x *Int32) Add(delta int32) int32 {
	x.value += delta
	return x.value
}

// Int64 holds a value of type int64.
type Int64 struct {
	value int64
}

func (x *Int64) Load() int64 {
	return x.value
}

func (x *Int64) Store(value int64) {
	x.value = value
}

func (x *Int64) Swap(value int64) int64 {
	old := x.value
	x.value = value
	return old
}

func (x *Int64) CompareAndSwap(old, value int64) bool {
	if x.value != old {
		return false
	}
	x.value = value
	return true
}

func (x *Int64) Add(delta int64) int64 {
	x.value += delta
	return x.value
}

// Uint32 holds a value of type uint32.
type Uint32 struct {
	value uint32
}

func (x *Uint32) Load() uint32 {
	return x.value
}

func (x *Uint32) Store(value uint32) {
	x.value = value
}

func (x *Uint32) Swap(value uint32) uint32 {
	old := x.value
	x.value = value
	return old
}

func (x *Uint32) CompareAndSwap(old, value uint32) bool {
	if x.value != old {
		return false
	}
	x.value = value
	return true
}

func (x *Uint32) Add(delta uint32) uint32 {
	x.value += delta
	return x.value
}

// Uint64 holds a value of type uint64.
type Uint64 struct {
	value uint64
}

func (x *Uint64) Load() uint64 {
	return x.value
}

func (x *Uint64) Store(value uint64) {
	x.value = value
}

func (x *Uint64) Swap(value uint64) uint64 {
	old := x.value
	x.value = value
	return old
}

func (x *Uint64) CompareAndSwap(old, value uint64) bool {
	if x.value != old {
		return false
	}
	x.value = value
	return true
}

func (x *Uint64) Add(delta uint64) uint64 {
	x.value += delta
	return x.value
}

// Bool holds a value of type bool.
type Bool struct {
	value bool
}

func (x *Bool) Load() bool {
	return x.value
}

func (x *Bool) Store(value bool) {
	x.value = value
}

func (x *Bool) Swap(value bool) bool {
	old := x.value
	x.value = value
	return old
}

func (x *Bool) CompareAndSwap(old, value bool) bool {
	if x.value != old {
		return false
	}
	x.value = value
	return true
}

// Value holds a value of any type.
type Value struct {
	value interface{}
}

func (x *Value) Load() interface{} {
	return x.value
}

func (x *Value) Store(value interface{}) {
	if value == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	x.value = value
}

func (x *Value) Swap(value interface{}) interface{} {
	old := x.value
	x.Store(value)
	return old
}
