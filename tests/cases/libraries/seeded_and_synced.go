package main

import (
	"math/rand"
	"sync"
	"time"

	"github.com/spf13/cobra"
)

var (
	mu    sync.RWMutex
	pool  = sync.Pool{New: func() interface{} { return new(int) }}
	start = time.Now()
)

func setup() (n int) {
	mu.RLock()
	defer mu.RUnlock()
	p := pool.Get().(*int)
	*p += 3
	return *p
}

func main() {
	rand.Seed(start.UnixNano())
	root := &cobra.Command{Use: "seeded", Short: "Nothing here is left to chance"}
	root.Flags().Int("n", setup(), "under a lock")
	root.Flags().Duration("grace", 10*time.Second, "time to wait")
	root.Execute()
}
