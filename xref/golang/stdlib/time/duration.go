// Package time holds durations and names of the standard library's. Clocks, dates and the parsing of
// texts are not here.
package time

import "strconv"

// Duration is a span of time in nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	shortest Duration = -1 << 63
	longest  Duration = 1<<63 - 1
)

// String writes a duration as "1h2m3.5s"; what is shorter than a second has one unit.
func (d Duration) String() string {
	sign := ""
	left := uint64(d)
	if d < 0 {
		sign = "-"
		left = -left
	}
	text := ""
	switch {
	case left == 0:
		text = "0s"
	case left < uint64(Microsecond):
		text = strconv.FormatUint(left, 10) + "ns"
	case left < uint64(Millisecond):
		text = decimal(left, 3) + "µs"
	case left < uint64(Second):
		text = decimal(left, 6) + "ms"
	default:
		text = clock(left)
	}
	return sign + text
}

func clock(left uint64) string {
	minute := uint64(Minute)
	minutes := left / minute
	text := decimal(left%minute, 9) + "s"
	if minutes > 0 {
		text = strconv.FormatUint(minutes%60, 10) + "m" + text
	}
	if minutes >= 60 {
		text = strconv.FormatUint(minutes/60, 10) + "h" + text
	}
	return text
}

// decimal writes number / 10^places without zeros at its end.
func decimal(number uint64, places int) string {
	for places > 0 && number%10 == 0 {
		number = number / 10
		places--
	}
	text := strconv.FormatUint(number, 10)
	if places == 0 {
		return text
	}
	for len(text) <= places {
		text = "0" + text
	}
	return text[:len(text)-places] + "." + text[len(text)-places:]
}

func (d Duration) Nanoseconds() int64 {
	return int64(d)
}

func (d Duration) Microseconds() int64 {
	return int64(d) / 1000
}

func (d Duration) Milliseconds() int64 {
	return int64(d) / 1000000
}

func (d Duration) Seconds() float64 {
	return float64(d/Second) + float64(d%Second)/1e9
}

func (d Duration) Minutes() float64 {
	return float64(d/Minute) + float64(d%Minute)/60e9
}

func (d Duration) Hours() float64 {
	return float64(d/Hour) + float64(d%Hour)/3600e9
}

// Truncate cuts d towards zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round goes to the nearest multiple of m, from the middle away from zero; what would not fit is the
// longest or shortest duration.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	rest := d % m
	low := d - rest
	if d < 0 {
		if -rest < m+rest {
			return low
		}
		if low-m > low {
			return shortest
		}
		return low - m
	}
	if rest < m-rest {
		return low
	}
	if low+m < low {
		return longest
	}
	return low + m
}

// Abs is the duration without its sign.
func (d Duration) Abs() Duration {
	if d == shortest {
		return longest
	}
	if d < 0 {
		return -d
	}
	return d
}
