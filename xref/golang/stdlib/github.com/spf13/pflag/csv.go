package pflag

import (
	"errors"
	"strings"
)

// joinCSV writes one record as encoding/csv does, without the end of line.
func joinCSV(fields []string) string {
	quoted := make([]string, len(fields))
	for i, field := range fields {
		if needsQuotes(field) {
			field = `"` + strings.Replace(field, `"`, `""`, -1) + `"`
		}
		quoted[i] = field
	}
	return strings.Join(quoted, ",")
}

// needsQuotes is true for a field with a separator, a quote, an end of line or a blank at its start,
// and for the end mark of PostgreSQL.
func needsQuotes(field string) bool {
	return field == `\.` || strings.ContainsAny(field, ",\"\r\n") || strings.TrimLeft(field, blanks) != field
}

// blanks is the white space of Unicode.
const blanks = " \t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008" +
	"\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

// splitCSV reads the first record of a text as encoding/csv does.
func splitCSV(text string) ([]string, error) {
	fields := []string{}
	text = strings.TrimLeft(text, "\n")
	if text == "" {
		return fields, nil
	}
	for {
		if !strings.HasPrefix(text, `"`) {
			at := strings.IndexAny(text, ",\n")
			if at < 0 {
				at = len(text)
			}
			if strings.Contains(text[:at], `"`) {
				return nil, errors.New("parse error: bare \" in non-quoted field")
			}
			fields = append(fields, text[:at])
			text = text[at:]
		} else {
			field, rest, err := quotedField(text[1:])
			if err != nil {
				return nil, err
			}
			fields = append(fields, field)
			text = rest
		}
		if text == "" || text[0] == '\n' {
			return fields, nil
		}
		text = text[1:]
	}
}

// quotedField reads up to the closing quote and returns what follows it.
func quotedField(text string) (field, rest string, err error) {
	for {
		at := strings.Index(text, `"`)
		if at < 0 {
			return "", "", errors.New("parse error: extraneous or missing \" in quoted-field")
		}
		field += text[:at]
		rest = text[at+1:]
		if !strings.HasPrefix(rest, `"`) {
			break
		}
		field += `"`
		text = rest[1:]
	}
	if rest != "" && rest[0] != ',' && rest[0] != '\n' {
		return "", "", errors.New("parse error: extraneous or missing \" in quoted-field")
	}
	return field, rest, nil
}

// unquote drops all quotes, which lists of booleans and addresses pass over.
func unquote(text string) string {
	for _, quote := range []string{`"`, "'", "\x60"} {
		text = strings.Replace(text, quote, "", -1)
	}
	return text
}
