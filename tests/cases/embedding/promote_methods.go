package main

import "github.com/spf13/cobra"

type animal struct{ sound string }

func (a *animal) Set(s string) { a.sound = s }
func (a animal) Speak() string { return a.sound }

type dog struct{ animal }
type puppy struct {
	*dog
	age int
}

func (d dog) Speak() string { return "dog: " + d.animal.Speak() }

type speaker interface{ Speak() string }

func main() {
	root := &cobra.Command{Use: "promote-methods"}
	f := root.Flags()
	d := dog{animal{"woof"}}
	p := puppy{dog: &d, age: 1}
	p.Set("yip")
	var s speaker = p
	f.String("dog", d.Speak(), "changed through two levels")
	f.String("puppy", s.Speak(), "promoted into an interface")
	f.String("deep", p.animal.Speak(), "a promoted field's method")
	s = d.animal
	f.String("animal", s.Speak(), "the innermost")
	root.Execute()
}
