package sort

// StringSlice can be sorted.
type StringSlice []string

func (x StringSlice) Len() int {
	return len(x)
}

func (x StringSlice) Less(i, j int) bool {
	return x[i] < x[j]
}

func (x StringSlice) Swap(i, j int) {
	x[i], x[j] = x[j], x[i]
}

func (x StringSlice) Sort() {
	Stable(x)
}

func (x StringSlice) Search(a string) int {
	return SearchStrings(x, a)
}

// Strings sorts x.
func Strings(x []string) {
	Stable(StringSlice(x))
}

// StringsAreSorted tells whether x is sorted.
func StringsAreSorted(x []string) bool {
	return IsSorted(StringSlice(x))
}

// SearchStrings returns the index at which a is or would be in the sorted x.
func SearchStrings(x []string, a string) int {
	return Search(len(x), func(i int) bool { return x[i] >= a })
}

// IntSlice can be sorted.
type IntSlice []int

func (x IntSlice) Len() int {
	return len(x)
}

func (x IntSlice) Less(i, j int) bool {
	return x[i] < x[j]
}

func (x IntSlice) Swap(i, j int) {
	x[i], x[j] = x[j], x[i]
}

func (x IntSlice) Sort() {
	Stable(x)
}

func (x IntSlice) Search(a int) int {
	return SearchInts(x, a)
}

// Ints sorts x.
func Ints(x []int) {
	Stable(IntSlice(x))
}

// IntsAreSorted tells whether x is sorted.
func IntsAreSorted(x []int) bool {
	return IsSorted(IntSlice(x))
}

// SearchInts returns the index at which a is or would be in the sorted x.
func SearchInts(x []int, a int) int {
	return Search(len(x), func(i int) bool { return x[i] >= a })
}

// Float64Slice can be sorted.
type Float64Slice []float64

func (x Float64Slice) Len() int {
	return len(x)
}

func (x Float64Slice) Less(i, j int) bool {
	return x[i] < x[j] || (x[i] != x[i] && x[j] == x[j])
}

func (x Float64Slice) Swap(i, j int) {
	x[i], x[j] = x[j], x[i]
}

func (x Float64Slice) Sort() {
	Stable(x)
}

func (x Float64Slice) Search(a float64) int {
	return SearchFloat64s(x, a)
}

// Float64s sorts x.
func Float64s(x []float64) {
	Stable(Float64Slice(x))
}

// Float64sAreSorted tells whether x is sorted.
func Float64sAreSorted(x []float64) bool {
	return IsSorted(Float64Slice(x))
}

// SearchFloat64s returns the index at which a is or would be in the sorted x.
func SearchFloat64s(x []float64, a float64) int {
	return Search(len(x), func(i int) bool { return x[i] >= a })
}
