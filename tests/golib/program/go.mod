module golib

go 1.21

require (
	github.com/spf13/cobra v0.0.4
	github.com/spf13/pflag v1.0.3
)

require github.com/inconshreveable/mousetrap v1.0.0 // indirect
