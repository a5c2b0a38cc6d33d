// Package strings holds the types of the standard library's; the functions are native.
package strings

// Builder collects a text.
type Builder struct {
	text string
}

func (b *Builder) String() string {
	return b.text
}

func (b *Builder) Len() int {
	return len(b.text)
}

func (b *Builder) Grow(n int) {
}

func (b *Builder) Reset() {
	b.text = ""
}

func (b *Builder) Write(p []byte) (int, error) {
	b.text += string(p)
	return len(p), nil
}

func (b *Builder) WriteString(s string) (int, error) {
	b.text += s
	return len(s), nil
}

func (b *Builder) WriteByte(c byte) error {
	b.text += string([]byte{c})
	return nil
}

func (b *Builder) WriteRune(r rune) (int, error) {
	text := string(r)
	b.text += text
	return len(text), nil
}
