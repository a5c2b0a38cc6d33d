package main

import (
	"bytes"
	"container/heap"
	"container/list"
	"container/ring"
	"context"
	"errors"
	"fmt"
	"io"
	"io/ioutil"
	"log"
	"net"
	"os"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/pflag"
)

func textTypes(fs *pflag.FlagSet) {
	var builder strings.Builder
	builder.WriteString("a")
	builder.WriteByte('b')
	builder.WriteRune('ü')
	builder.Write([]byte("c"))
	fmt.Fprintf(&builder, "%d", 5)
	note(fs, "builder", builder.String(), builder.Len())
	builder.Reset()
	note(fs, "builder-reset", builder.String(), builder.Len())
	for i, pairs := range [][]string{
		{}, {"a", "1"}, {"a", "1", "b", "2"}, {"a", "1", "aa", "2"}, {"aa", "2", "a", "1"}, {"", "-"}, {"", "-", "a", "1"}, {"a", "1", "", "-"},
		{"<", "&lt;", ">", "&gt;"}, {"a", "b", "b", "a"}, {"a", ""}, {"ü", "ue", "x", "y"}, {"a", "1", "a", "2"},
	} {
		replacer := strings.NewReplacer(pairs...)
		text := "aaab<u>x"
		if len(pairs) > 0 && pairs[0] == "ü" {
			text = "aaab<ü>x"
		}
		note(fs, "replacer-"+string(rune('A'+i)), replacer.Replace(text), "|", replacer.Replace(""))
	}
	note(fs, "replacer-odd", said(func() { strings.NewReplacer("x") }))
	reader := strings.NewReader("aü\xffz")
	for i := 0; i < 5; i++ {
		char, length, err := reader.ReadRune()
		note(fs, "reader-"+string(rune('0'+i)), char, " ", length, err, reader.Len(), reader.Size())
	}
	reader.Reset("xyz")
	octet, err := reader.ReadByte()
	failed := reader.UnreadByte()
	rest, end := io.ReadAll(reader)
	note(fs, "reader-rest", octet, err, failed, string(rest), end)
	var buffer bytes.Buffer
	buffer.WriteString("line one\nline two")
	buffer.WriteByte('!')
	line, err := buffer.ReadString('\n')
	note(fs, "buffer", line, err, buffer.Len(), string(buffer.Next(4)), buffer.String(), string(buffer.Bytes()))
	line, err = buffer.ReadString('\n')
	note(fs, "buffer-end", line, err, buffer.Len())
	note(fs, "buffer-made", bytes.NewBufferString("x"), string(bytes.NewBuffer([]byte("y")).Bytes()))
}

func durations(fs *pflag.FlagSet) {
	for i, d := range []time.Duration{
		0, 1, -1, 999, 1000, 1001, 999999, 1000000, 1500000, 999999999, 1000000000, 1000000001, -1500000000, time.Minute, 90 * time.Second, time.Hour,
		time.Hour + time.Nanosecond, 25*time.Hour + 61*time.Second, 1<<63 - 1, -1 << 63, 100 * time.Millisecond, 10 * time.Second, 1100, 123456789,
	} {
		note(fs, "duration-"+string(rune('A'+i)), d, " ", d.Seconds(), " ", d.Minutes(), " ", d.Hours(), " ", d.Milliseconds(), " ", d.Microseconds(), " ",
			d.Nanoseconds(), " ", d.Round(time.Second), " ", d.Truncate(time.Second), " ", d.Round(7), " ", d.Truncate(0), " ", d.Round(1<<62), " ", d.Abs())
	}
}

func calendar(fs *pflag.FlagSet) {
	note(fs, "months", time.January, time.June, time.December, time.Month(13), time.Month(0))
	note(fs, "days", time.Sunday, time.Saturday, time.Weekday(7))
	note(fs, "zones", time.UTC, time.Local)
	note(fs, "zero", time.Time{}.IsZero())
	note(fs, "layouts", time.RFC3339, time.RFC1123Z, time.Kitchen, time.StampMicro, time.DateTime)
}

func network(fs *pflag.FlagSet) {
	for i, text := range []string{
		"", "1.2.3.4", "01.2.3.4", "256.1.1.1", "1.2.3", "1.2.3.4.5", "::", "::1", "1::", "2001:db8::1", "2001:db8:0:0:1:0:0:1", "1:2:3:4:5:6:7:8", "1:0:3:0:5:6:7:8",
		"1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1::2::3", ":::", "::ffff:1.2.3.4", "::1.2.3.4", "1.2.3.4::", "12345::", "g::", "FE80::A", "1.2.3.4 ",
		"0:0:1:0:0:0:2:3", "::127.0.0.1:5",
	} {
		ip := net.ParseIP(text)
		note(fs, "ip-"+string(rune('A'+i)), ip, len(ip), ip.To4(), ip.IsLoopback(), ip.IsUnspecified(), ip.Equal(net.ParseIP("1.2.3.4").To4()), net.IP(ip.To4()))
	}
	note(fs, "ip-odd", net.IP{1, 2, 3}, net.IPMask{255, 0, 15, 1})
	for i, text := range []string{"10.1.2.3/8", "10.1.2.3/0", "10.1.2.3/32", "10.1.2.3/33", "10.1.2.3", "2001:db8:ffff::/33", "::/0", "::/129", "/8", "a/8", "1.2.3.4/", "1.2.3.4/-1"} {
		ip, network, err := net.ParseCIDR(text)
		note(fs, "cidr-"+string(rune('A'+i)), ip, " ", network, " ", err, network != nil && network.Contains(net.IPv4(10, 9, 9, 9)))
	}
	for i, mask := range []net.IPMask{net.CIDRMask(0, 32), net.CIDRMask(13, 32), net.CIDRMask(64, 128), net.CIDRMask(33, 32), net.IPv4Mask(255, 0, 255, 0)} {
		ones, bits := mask.Size()
		note(fs, "mask-"+string(rune('A'+i)), mask, " ", ones, " ", bits, " ", &net.IPNet{IP: net.IPv4(1, 2, 3, 4), Mask: mask}, " ", net.IPv4(9, 9, 9, 9).Mask(mask))
	}
	for i, text := range []string{
		"a:1", ":1", "a:", ":", "", "a", "a:b:c", "[::1]:80", "[::1]", "[::1]80", "[::1]:", "[::1:80", "::1]:80", "[a]b:1", "a[b]:1", "a]:1", "[[a]]:1", "[a]:1:2", "a:[1", "a:1]",
	} {
		host, port, err := net.SplitHostPort(text)
		note(fs, "split-"+string(rune('A'+i)), host, "|", port, "|", err, "|", net.JoinHostPort(host, port))
	}
}

type numbersHeap []int

func (h numbersHeap) Len() int            { return len(h) }
func (h numbersHeap) Less(i, j int) bool  { return h[i] < h[j] }
func (h numbersHeap) Swap(i, j int)       { h[i], h[j] = h[j], h[i] }
func (h *numbersHeap) Push(x interface{}) { *h = append(*h, x.(int)) }
func (h *numbersHeap) Pop() interface{} {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

func elements(l *list.List) string {
	out := ""
	for e := l.Front(); e != nil; e = e.Next() {
		out += fmt.Sprint(e.Value, " ")
	}
	for e := l.Back(); e != nil; e = e.Prev() {
		out += fmt.Sprint(e.Value, " ")
	}
	return out
}

func containers(fs *pflag.FlagSet) {
	h := &numbersHeap{5, 2, 8, 1, 9, 3, 7}
	heap.Init(h)
	note(fs, "heap", *h)
	heap.Push(h, 0)
	note(fs, "heap-pushed", *h)
	note(fs, "heap-popped", heap.Pop(h), heap.Remove(h, 2), heap.Remove(h, h.Len()-1))
	(*h)[0] = 10
	heap.Fix(h, 0)
	note(fs, "heap-fixed", *h)
	l := list.New()
	two := l.PushBack(2)
	l.PushFront(1)
	four := l.PushBack(4)
	l.InsertBefore(3, four)
	l.InsertAfter(5, four)
	note(fs, "list", elements(l), l.Len())
	l.MoveToFront(four)
	l.MoveToBack(two)
	note(fs, "list-moved", elements(l))
	l.MoveBefore(two, four)
	l.MoveAfter(two, four)
	note(fs, "list-removed", l.Remove(two), l.Remove(two), elements(l), l.Len())
	l.PushBackList(l)
	other := list.New()
	other.PushBack("x")
	l.PushFrontList(other)
	note(fs, "list-lists", elements(l), l.Len(), elements(l.Init()), new(list.List).Len())
	r := ring.New(4)
	for i := 0; i < 4; i++ {
		r.Value = i
		r = r.Next()
	}
	out := ""
	keep := func(v interface{}) { out += fmt.Sprint(v, " ") }
	r.Do(keep)
	r.Move(-1).Do(keep)
	gone := r.Unlink(2)
	r.Do(keep)
	gone.Do(keep)
	note(fs, "ring", out, r.Len(), gone.Len(), ring.New(0).Len())
}

type byLength []string

func (x byLength) Len() int           { return len(x) }
func (x byLength) Less(i, j int) bool { return len(x[i]) < len(x[j]) }
func (x byLength) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

func order(fs *pflag.FlagSet) {
	words := strings.Fields("the quick brown fox jumps over a lazy dog")
	sort.Stable(byLength(words))
	note(fs, "stable", words, sort.IsSorted(byLength(words)))
	sort.Strings(words)
	note(fs, "strings", words, sort.StringsAreSorted(words), sort.SearchStrings(words, "jumps"), sort.SearchStrings(words, "k"))
	sort.Sort(sort.Reverse(sort.StringSlice(words)))
	note(fs, "reverse", words, sort.StringsAreSorted(words))
	ints := []int{5, -1, 3, 3, 0}
	sort.Ints(ints)
	note(fs, "ints", ints, sort.SearchInts(ints, 3), sort.SearchInts(ints, 99))
	floats := []float64{2.5, -1, 0}
	sort.Float64s(floats)
	note(fs, "floats", floats)
	note(fs, "search", sort.Search(10, func(i int) bool { return i*i >= 50 }), sort.Search(3, func(int) bool { return false }))
	var none []string
	sort.Strings(none)
	note(fs, "none", none == nil)
}

type wrapped struct {
	inner error
}

func (w wrapped) Error() string {
	return "wrapped: " + w.inner.Error()
}

func (w wrapped) Unwrap() error {
	return w.inner
}

func errorTexts(fs *pflag.FlagSet) {
	base := errors.New("base")
	outer := wrapped{wrapped{base}}
	joined := errors.Join(nil, base, errors.New("second"))
	note(fs, "is", errors.Is(outer, base), errors.Is(base, outer), errors.Is(joined, base), errors.Is(base, errors.New("base")), errors.Is(nil, nil), errors.Is(base, nil), errors.Is(nil, base))
	note(fs, "unwrap", errors.Unwrap(outer), ",", errors.Unwrap(base), ",", errors.Unwrap(joined))
	note(fs, "join", joined, errors.Join(nil, nil) == nil)
	note(fs, "path", &os.PathError{Op: "open", Path: "/x", Err: os.ErrNotExist}, os.IsNotExist(&os.PathError{Err: os.ErrNotExist}), os.IsNotExist(base),
		os.IsExist(os.ErrExist), os.IsPermission(os.ErrPermission), errors.Is(&os.PathError{Err: os.ErrExist}, os.ErrExist))
	note(fs, "known", io.EOF, io.ErrUnexpectedEOF, context.Canceled, os.ErrInvalid, os.ErrClosed, flagHelp())
}

func flagHelp() error {
	return pflag.ErrHelp
}

func threads(fs *pflag.FlagSet) {
	var mutex sync.Mutex
	var readers sync.RWMutex
	var once sync.Once
	var group sync.WaitGroup
	var shared sync.Map
	pool := sync.Pool{New: func() interface{} { return "new" }}
	mutex.Lock()
	readers.RLock()
	calls := 0
	once.Do(func() { calls++ })
	once.Do(func() { calls++ })
	group.Add(1)
	group.Done()
	group.Wait()
	readers.RUnlock()
	mutex.Unlock()
	shared.Store("a", 1)
	first, loaded := shared.LoadOrStore("a", 2)
	second, fresh := shared.LoadOrStore("b", 3)
	shared.Delete("a")
	_, found := shared.Load("a")
	seen := 0
	shared.Range(func(key, value interface{}) bool { seen += value.(int); return true })
	note(fs, "sync", calls, pool.Get(), first, loaded, second, fresh, found, seen)
	var small int32
	var large atomic.Int64
	var on atomic.Bool
	var any atomic.Value
	note(fs, "atomic", atomic.AddInt32(&small, 5), atomic.CompareAndSwapInt32(&small, 5, 6), atomic.SwapInt32(&small, 7), atomic.LoadInt32(&small), large.Add(-2),
		large.CompareAndSwap(1, 2), on.Swap(true), on.Load(), any.Load() == nil)
	any.Store("x")
	note(fs, "atomic-value", any.Load(), said(func() { any.Store(nil) }))
	type key string
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key("a"), 1))
	child := context.WithValue(ctx, key("b"), 2)
	before := child.Err()
	cancel()
	_, limited := child.Deadline()
	note(fs, "context", child.Value(key("a")), child.Value(key("b")), child.Value("a"), before, child.Err(), limited, context.Background().Err(), context.TODO())
}

func streams(fs *pflag.FlagSet) {
	one := &bytes.Buffer{}
	two := &bytes.Buffer{}
	n, err := io.Copy(io.MultiWriter(one, two, ioutil.Discard), strings.NewReader("copied"))
	note(fs, "copy", n, err, one, two)
	closer := ioutil.NopCloser(io.MultiReader(strings.NewReader("a"), strings.NewReader(""), strings.NewReader("b")))
	all, err := ioutil.ReadAll(closer)
	note(fs, "read", string(all), err, closer.Close())
	written, err := io.WriteString(one, "!")
	note(fs, "write", written, err, one)
	logger := log.New(one, "prefix: ", 0)
	logger.Printf("%d", 1)
	logger.Println("two", 3)
	logger.Print("x\n")
	note(fs, "log", one, logger.Flags(), logger.Prefix(), log.Flags(), said(func() { logger.Panicf("no %d", 1) }))
}

func system(fs *pflag.FlagSet) {
	note(fs, "modes", os.FileMode(0644), os.FileMode(0755)|os.ModeDir, os.ModeSymlink|0777, os.ModePerm, os.FileMode(0), os.ModeDir|os.ModeSticky)
	note(fs, "mode-kinds", os.FileMode(0644).IsRegular(), os.ModeDir.IsDir(), (os.ModeDir | 0700).Perm(), int(os.ModeSocket), int(os.ModeIrregular))
	note(fs, "files", os.Stdin.Name(), os.Stdout.Name(), os.Stderr.Name(), os.Stdin.Fd(), os.Stderr.Fd())
	note(fs, "constants", os.O_CREATE, " ", os.O_APPEND, " ", os.O_EXCL, " ", os.O_TRUNC, " ", os.O_SYNC, os.PathSeparator, os.PathListSeparator, os.DevNull)
	note(fs, "signals", os.Interrupt, os.Kill)
}
