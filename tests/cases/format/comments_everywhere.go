/* before */ package /* between */ main // after

import /* one */ ( // two
	"github.com/spf13/cobra" /* three */
)

/*
func main() { not this one }
const n = 99
*/
const n /* name */ = /* value */ 5 // five

func /* name */ value( /* nothing */ ) /* int */ int { /* body */ return /* it */ n /* here */ }

// `
var s = "// no comment /* nor this */" // "
// `
var r = `
func main() {
`

func main() { // begin
	root := &cobra.Command{ /* keys */ Use: "comments" /* done */}
	root.Flags().Int("n", /* default */ value(), "usage" /* last */)
	root.Flags().String("s", s, "slashes in a string")
	root.Flags().String("r", r, "code in a raw string")
	root.Execute()
} // end
