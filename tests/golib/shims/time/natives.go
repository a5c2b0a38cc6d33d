// Stands in for what the interpreter does natively.
package time

import "time"

func ParseDuration(s string) (Duration, error) {
	d, err := time.ParseDuration(s)
	return Duration(d), err
}

func Now() Time {
	now := time.Now()
	return Time{seconds: now.Unix()}
}

func (t Time) Add(d Duration) Time {
	return Time{seconds: t.seconds + int64(d/Second)}
}

func (t Time) String() string {
	return time.Unix(t.seconds, 0).String()
}

func (t Time) Format(layout string) string {
	return time.Unix(t.seconds, 0).UTC().Format(layout)
}

func Parse(layout, value string) (Time, error) {
	t, err := time.Parse(layout, value)
	return Time{seconds: t.Unix()}, err
}
