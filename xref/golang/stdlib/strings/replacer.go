package strings

import "io"

// Replacer replaces several texts at once.
type Replacer struct {
	oldnew []string
}

// NewReplacer makes a replacer of pairs; at one place the earlier pair goes before the later.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string{}, oldnew...)}
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string {
	out := ""
	last := 0
	afterEmpty := false
	for i := 0; i <= len(s); {
		pair := r.match(s[i:], afterEmpty)
		afterEmpty = pair >= 0 && r.oldnew[pair] == ""
		if pair < 0 {
			i++
			continue
		}
		out += s[last:i] + r.oldnew[pair+1]
		i += len(r.oldnew[pair])
		last = i
	}
	return out + s[last:]
}

// match returns where the first pair stands whose old text begins s, or -1. An empty old text
// does not match twice at one place.
func (r *Replacer) match(s string, afterEmpty bool) int {
	for pair := 0; pair < len(r.oldnew); pair += 2 {
		old := r.oldnew[pair]
		if len(old) <= len(s) && s[:len(old)] == old && !(old == "" && afterEmpty) {
			return pair
		}
	}
	return -1
}

// WriteString writes s with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}
