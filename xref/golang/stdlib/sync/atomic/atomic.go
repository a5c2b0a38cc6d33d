// Package atomic is the standard library's for one thread. Pointer is left out: it is generic.
package atomic

func LoadInt32(addr *int32) int32 {
	return *addr
}

func StoreInt32(addr *int32, value int32) {
	*addr = value
}

func AddInt32(addr *int32, delta int32) int32 {
	*addr += delta
	return *addr
}

func SwapInt32(addr *int32, value int32) int32 {
	old := *addr
	*addr = value
	return old
}

func CompareAndSwapInt32(addr *int32, old, value int32) bool {
	if *addr != old {
		return false
	}
	*addr = value
	return true
}

func LoadInt64(addr *int64) int64 {
	return *addr
}

func StoreInt64(addr *int64, value int64) {
	*addr = value
}

func AddInt64(addr *int64, delta int64) int64 {
	*addr += delta
	return *addr
}

func SwapInt64(addr *int64, value int64) int64 {
	old := *addr
	*addr = value
	return old
}

func CompareAndSwapInt64(addr *int64, old, value int64) bool {
	if *addr != old {
		return false
	}
	*addr = value
	return true
}

func LoadUint32(addr *uint32) uint32 {
	return *addr
}

func StoreUint32(addr *uint32, value uint32) {
	*addr = value
}

func AddUint32(addr *uint32, delta uint32) uint32 {
	*addr += delta
	return *addr
}

func SwapUint32(addr *uint32, value uint32) uint32 {
	old := *addr
	*addr = value
	return old
}

func CompareAndSwapUint32(addr *uint32, old, value uint32) bool {
	if *addr != old {
		return false
	}
	*addr = value
	return true
}

func LoadUint64(addr *uint64) uint64 {
	return *addr
}

func StoreUint64(addr *uint64, value uint64) {
	*addr = value
}

func AddUint64(addr *uint64, delta uint64) uint64 {
	*addr += delta
	return *addr
}

func SwapUint64(addr *uint64, value uint64) uint64 {
	old := *addr
	*addr = value
	return old
}

func CompareAndSwapUint64(addr *uint64, old, value uint64) bool {
	if *addr != old {
		return false
	}
	*addr = value
	return true
}

func LoadUintptr(addr *uintptr) uintptr {
	return *addr
}

func StoreUintptr(addr *uintptr, value uintptr) {
	*addr = value
}

func AddUintptr(addr *uintptr, delta uintptr) uintptr {
	*addr += delta
	return *addr
}

func SwapUintptr(addr *uintptr, value uintptr) uintptr {
	old := *addr
	*addr = value
	return old
}

func CompareAndSwapUintptr(addr *uintptr, old, value uintptr) bool {
	if *addr != old {
		return false
	}
	*addr = value
	return true
}
