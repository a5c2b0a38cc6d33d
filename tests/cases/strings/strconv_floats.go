package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "strconv-floats"}
	f := root.Flags()
	x, err := strconv.ParseFloat("2.50", 64)
	f.Float64("parsed", x, fmt.Sprint(err))
	_, err = strconv.ParseFloat("abc", 64)
	f.String("error", err.Error(), "no float")
	f.String("g", strconv.FormatFloat(1234567, 'g', -1, 64), "the shortest")
	f.String("f", strconv.FormatFloat(1.0/3, 'f', 4, 64), "four places")
	f.String("e", strconv.FormatFloat(123456, 'e', 2, 64), "an exponent")
	f.String("narrow", strconv.FormatFloat(float64(float32(0.1)), 'g', -1, 32), "as a narrow one")
	f.String("bool", strconv.FormatBool(x > 2), "a truth value")
	f.String("append", string(strconv.AppendInt([]byte("n="), 7, 10)), "appended")
	root.Execute()
}
