package os

// File is an open file. What is written to it is gone; it cannot be read here.
type File struct {
	name string
	fd   uintptr
}

var Stdin = &File{"/dev/stdin", 0}

var Stdout = &File{"/dev/stdout", 1}

var Stderr = &File{"/dev/stderr", 2}

func (f *File) Name() string {
	return f.name
}

func (f *File) Fd() uintptr {
	return f.fd
}

func (f *File) Write(b []byte) (n int, err error) {
	return len(b), nil
}

func (f *File) WriteString(s string) (n int, err error) {
	return len(s), nil
}

func (f *File) Sync() error {
	return nil
}

func (f *File) Close() error {
	return nil
}

// FileMode is the kind of a file and who may do what with it.
type FileMode uint32

const (
	ModeDir FileMode = 1 << (31 - iota)
	ModeAppend
	ModeExclusive
	ModeTemporary
	ModeSymlink
	ModeDevice
	ModeNamedPipe
	ModeSocket
	ModeSetuid
	ModeSetgid
	ModeCharDevice
	ModeSticky
	ModeIrregular

	ModeType = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular

	ModePerm FileMode = 0777
)

func (m FileMode) IsDir() bool {
	return m&ModeDir != 0
}

func (m FileMode) IsRegular() bool {
	return m&ModeType == 0
}

func (m FileMode) Perm() FileMode {
	return m & ModePerm
}

func (m FileMode) Type() FileMode {
	return m & ModeType
}

// String writes a mode as "drwxr-xr-x".
func (m FileMode) String() string {
	kinds := "dalTLDpSugct?"
	text := ""
	for i := 0; i < len(kinds); i++ {
		if m&(ModeDir>>uint(i)) != 0 {
			text += kinds[i : i+1]
		}
	}
	if text == "" {
		text = "-"
	}
	rights := "rwxrwxrwx"
	for i := 0; i < len(rights); i++ {
		if m&(0400>>uint(i)) != 0 {
			text += rights[i : i+1]
		} else {
			text += "-"
		}
	}
	return text
}
