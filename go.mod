module parley

go 1.26.0

require (
	github.com/abadojack/whatlanggo v1.0.1
	github.com/jdkato/prose/v3 v3.2.3
	github.com/spf13/cobra v1.10.2
	go.yaml.in/yaml/v3 v3.0.6
	golang.org/x/sys v0.49.0
	golang.org/x/text v0.43.0
)

require (
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
	gopkg.in/neurosnap/sentences.v1 v1.0.6 // indirect
)
