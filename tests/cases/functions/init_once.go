package main

import (
	"fmt"
	"sync"

	"github.com/spf13/cobra"
)

var (
	once  sync.Once
	calls int
	value string
)

func get() string {
	once.Do(func() {
		calls++
		value = fmt.Sprintf("made %d", calls)
	})
	return value
}

type cache struct {
	sync.Mutex
	data map[string]int
}

func (c *cache) get(k string) int {
	c.Lock()
	defer c.Unlock()
	if c.data == nil {
		c.data = map[string]int{}
	}
	c.data[k]++
	return c.data[k]
}

func main() {
	root := &cobra.Command{Use: "init-once"}
	f := root.Flags()
	get()
	c := &cache{}
	c.get("a")
	f.String("value", get(), "made once")
	f.Int("calls", calls, "called once")
	f.Int("cache", c.get("a"), "under a lock")
	root.Execute()
}
