package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "numbers"}
	f := root.Flags()
	f.String("d", fmt.Sprintf("%d|%5d|%-5d|%05d|%+d", 42, 42, 42, 42, 42), "decimal")
	f.String("x", fmt.Sprintf("%x %X %#x %o %#o %b %08b", 255, 255, 255, 8, 8, 5, 5), "other bases")
	f.String("neg", fmt.Sprintf("%d %5d %x %05d", -42, -42, -42, -42), "negative")
	f.String("c", fmt.Sprintf("%c %U %q %#U", 'x', 'é', 'x', 'é'), "runes")
	f.String("f", fmt.Sprintf("%f|%.2f|%8.3f|%-8.1f|%+.1f|%08.3f", 3.14159, 2.5, 2.5, 2.5, 2.5, -2.5), "floats")
	f.String("e", fmt.Sprintf("%e %E %.2e", 123456.0, 0.00012, 9.99), "exponents")
	f.String("g", fmt.Sprintf("%g %g %g %.3g %G", 1e6, 1e21, 1e-7, 123456.0, 1e-10), "the shorter")
	f.String("v", fmt.Sprintf("%v %v %v %v", 1e6, float32(0.1), uint8(7), 2.0), "as it likes")
	f.String("width", fmt.Sprintf("%*d|%-*d|%.*f", 5, 1, 4, 2, 2, 3.14159), "widths from arguments")
	f.String("index", fmt.Sprintf("%[2]d %[1]d %d", 1, 2), "by index")
	f.String("percent", fmt.Sprintf("100%%"), "a percent sign")
	root.Execute()
}
