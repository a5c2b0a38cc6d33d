package main

import "github.com/spf13/cobra"

type stack []string

func (s *stack) push(v ...string) { *s = append(*s, v...) }
func (s *stack) pop() string {
	old := *s
	v := old[len(old)-1]
	*s = old[:len(old)-1]
	return v
}

func main() {
	root := &cobra.Command{Use: "stack-and-queue"}
	f := root.Flags()
	var s stack
	s.push("a", "b", "c")
	top := s.pop()
	s.push("d")
	queue := []int{1}
	var seen []int
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		seen = append(seen, n)
		if n < 8 {
			queue = append(queue, n*2, n*2+1)
		}
	}
	f.String("top", top, "the last in")
	f.StringSlice("stack", s, "what is left")
	f.IntSlice("queue", seen, "breadth first")
	root.Execute()
}
