// Channels and goroutines stand in the program, yet no flag depends on them.
package main

import "github.com/spf13/cobra"

type worker struct {
	jobs chan int
	done chan<- struct{}
	stop <-chan bool
	size int
}

func newWorker(n int) *worker {
	return &worker{jobs: make(chan int, n), size: n * 2}
}

func (w *worker) run() {
	for {
		select {
		case j := <-w.jobs:
			_ = j
		case <-w.stop:
			w.done <- struct{}{}
			return
		default:
			return
		}
	}
}

func main() {
	w := newWorker(4)
	root := &cobra.Command{Use: "work", Run: func(*cobra.Command, []string) { go w.run() }}
	root.Flags().IntVar(&w.size, "size", w.size, "how many at once")
	root.Flags().Bool("open", w.jobs != nil && w.stop == nil, "made, or not")
	root.Execute()
}
