package server

// Adapter is a way out of Gauge.
type Adapter struct {
	Name string
	Text string
	Port uint16
}

// Adapters are those that are built in.
var Adapters = []Adapter{
	{Name: "denier", Text: "refuses what the policy forbids"},
	{"prometheus", "shows the counts as metrics", 42422},
	{Name: "stdio", Text: "writes the counts to the log"},
}
