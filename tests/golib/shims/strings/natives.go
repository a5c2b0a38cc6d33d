// Stands in for what the interpreter does natively.
package strings

import "strings"

var (
	Compare       = strings.Compare
	Contains      = strings.Contains
	ContainsAny   = strings.ContainsAny
	ContainsRune  = strings.ContainsRune
	Count         = strings.Count
	EqualFold     = strings.EqualFold
	Fields        = strings.Fields
	HasPrefix     = strings.HasPrefix
	HasSuffix     = strings.HasSuffix
	Index         = strings.Index
	IndexAny      = strings.IndexAny
	IndexByte     = strings.IndexByte
	Join          = strings.Join
	LastIndex     = strings.LastIndex
	LastIndexByte = strings.LastIndexByte
	Repeat        = strings.Repeat
	Replace       = strings.Replace
	ReplaceAll    = strings.ReplaceAll
	Split         = strings.Split
	SplitN        = strings.SplitN
	Title         = strings.Title
	ToLower       = strings.ToLower
	ToUpper       = strings.ToUpper
	Trim          = strings.Trim
	TrimLeft      = strings.TrimLeft
	TrimPrefix    = strings.TrimPrefix
	TrimRight     = strings.TrimRight
	TrimSpace     = strings.TrimSpace
	TrimSuffix    = strings.TrimSuffix
)
