// Package sync is the standard library's for one thread: a lock is always free.
package sync

// Locker can be locked.
type Locker interface {
	Lock()
	Unlock()
}

// Mutex is a lock.
type Mutex struct {
	held bool
}

func (m *Mutex) Lock() {
	m.held = true
}

func (m *Mutex) Unlock() {
	m.held = false
}

func (m *Mutex) TryLock() bool {
	if m.held {
		return false
	}
	m.held = true
	return true
}

// RWMutex is a lock for readers and writers.
type RWMutex struct {
	held bool
}

func (m *RWMutex) Lock() {
	m.held = true
}

func (m *RWMutex) Unlock() {
	m.held = false
}

func (m *RWMutex) RLock() {
}

func (m *RWMutex) RUnlock() {
}

// RLocker is the lock of the readers.
func (m *RWMutex) RLocker() Locker {
	return &Mutex{}
}

// Once calls a function once.
type Once struct {
	done bool
}

func (o *Once) Do(f func()) {
	if !o.done {
		o.done = true
		f()
	}
}

// OnceFunc returns a function that calls f once.
func OnceFunc(f func()) func() {
	once := &Once{}
	return func() {
		once.Do(f)
	}
}

// WaitGroup waits for nothing: there is one thread.
type WaitGroup struct {
	count int
}

func (w *WaitGroup) Add(delta int) {
	w.count += delta
}

func (w *WaitGroup) Done() {
	w.count--
}

func (w *WaitGroup) Wait() {
}

// Pool makes each value anew.
type Pool struct {
	New func() interface{}
}

func (p *Pool) Get() interface{} {
	if p.New == nil {
		return nil
	}
	return p.New()
}

func (p *Pool) Put(x interface{}) {
}

// Map is a map.
type Map struct {
	items map[interface{}]interface{}
}

func (m *Map) Load(key interface{}) (value interface{}, ok bool) {
	value, ok = m.items[key]
	return value, ok
}

func (m *Map) Store(key, value interface{}) {
	if m.items == nil {
		m.items = map[interface{}]interface{}{}
	}
	m.items[key] = value
}

func (m *Map) LoadOrStore(key, value interface{}) (actual interface{}, loaded bool) {
	actual, loaded = m.items[key]
	if !loaded {
		m.Store(key, value)
		actual = value
	}
	return actual, loaded
}

func (m *Map) LoadAndDelete(key interface{}) (value interface{}, loaded bool) {
	value, loaded = m.items[key]
	delete(m.items, key)
	return value, loaded
}

func (m *Map) Delete(key interface{}) {
	delete(m.items, key)
}

func (m *Map) Range(f func(key, value interface{}) bool) {
	for key, value := range m.items {
		if !f(key, value) {
			break
		}
	}
}
