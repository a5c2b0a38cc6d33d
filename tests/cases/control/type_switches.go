package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

type shape interface{ area() float64 }
type square struct{ s float64 }
type circle struct{ r float64 }

func (s square) area() float64  { return s.s * s.s }
func (c *circle) area() float64 { return 3 * c.r * c.r }

func describe(v interface{}) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("number %v", x)
	case string:
		return "string " + x + "!"
	case []string:
		return "list " + strconv.Itoa(len(x))
	case error:
		return "error " + x.Error()
	case *circle:
		x.r++
		return "circle " + strconv.FormatFloat(x.r, 'g', -1, 64)
	case shape:
		return fmt.Sprint("shape ", x.area())
	case func() int:
		return strconv.Itoa(x())
	case map[string]int:
		return fmt.Sprint(x["k"])
	}
	return fmt.Sprintf("%T", v)
}

func main() {
	root := &cobra.Command{Use: "type-switches"}
	f := root.Flags()
	for i, v := range []interface{}{
		nil, 1, int64(2), "s", []string{"a"}, errors.New("e"), &circle{1}, square{2},
		func() int { return 42 }, map[string]int{"k": 5}, 3.5, int8(1), struct{}{},
	} {
		f.String(fmt.Sprintf("case-%02d", i), describe(v), "described")
	}
	root.Execute()
}
