package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
)

const (
	five  = 5
	half  = five / 2.0
	small = 1 << 3
)

func seconds(d time.Duration) float64 { return d.Seconds() }
func ratio(x float64) float64         { return x / 2 }
func octet(b byte) int                { return int(b) << 4 }

func main() {
	root := &cobra.Command{Use: "untyped-in-context"}
	f := root.Flags()
	var s uint = 33
	var wide int64 = 1 << s
	var narrow = int32(1) << (s - 3)
	var asFloat float64 = small
	x := 'a'
	y := 2 * five
	var z interface{} = five
	var w interface{} = half
	f.Int64("wide", wide, "the constant takes the type of what it is given to")
	f.Int32("narrow", narrow, "out at the top")
	f.Float64("float", asFloat/three(), "a float division")
	f.Float64("seconds", seconds(five), "nanoseconds")
	f.Float64("ratio", ratio(five), "a float parameter")
	f.Int("octet", octet('A'), "a rune given as a byte")
	f.String("types", fmt.Sprintf("%T %T %T %T %T", x, y, z, w, x+1), "default types")
	f.Duration("product", five*time.Second, "constants mix")
	f.Float64("mixed", 3*half, "still a constant")
	f.Bool("equal", five == 5.0 && 'a' == 97, "kinds compare")
	root.Execute()
}

func three() float64 { return 3 }
