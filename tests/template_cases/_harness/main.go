// Renders template cases as charts are rendered, and writes what comes out.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"
	"sigs.k8s.io/yaml"
)

type request struct {
	Files map[string]string `json:"files"`
	Main  string            `json:"main"`
	Data  any               `json:"data"`
}

type answer struct {
	Output string `json:"output"`
	Error  string `json:"error"`
}

func asYAML(value any) string {
	text, err := yaml.Marshal(value)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(text), "\n")
}

func read[T any](text string, failed func(error) T) T {
	var value T
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return failed(err)
	}
	return value
}

func failedMap(err error) map[string]any { return map[string]any{"Error": err.Error()} }
func failedList(err error) []any         { return []any{err.Error()} }

func functions(root *template.Template) template.FuncMap {
	all := sprig.TxtFuncMap()
	all["toYaml"] = asYAML
	all["fromYaml"] = func(text string) map[string]any {
		if value := read(text, failedMap); value != nil {
			return value
		}
		return map[string]any{}
	}
	all["fromYamlArray"] = func(text string) []any {
		if value := read(text, failedList); value != nil {
			return value
		}
		return []any{}
	}
	all["fromJson"] = all["fromYaml"]
	all["toJson"] = func(value any) string {
		text, err := json.Marshal(value)
		if err != nil {
			return ""
		}
		return string(text)
	}
	all["required"] = func(message string, value any) (any, error) {
		if value == nil || value == "" {
			return value, errors.New(message)
		}
		return value, nil
	}
	all["lookup"] = func(string, string, string, string) (map[string]any, error) {
		return map[string]any{}, nil
	}
	all["include"] = func(name string, data any) (string, error) {
		var out bytes.Buffer
		err := root.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	all["tpl"] = func(text string, data any) (string, error) {
		clone, err := root.Clone()
		if err != nil {
			return "", err
		}
		inner, err := clone.New("tpl").Parse(text)
		if err != nil {
			return "", err
		}
		var out bytes.Buffer
		err = inner.Execute(&out, data)
		return strings.ReplaceAll(out.String(), "<no value>", ""), err
	}
	return all
}

func render(asked request) (got answer) {
	defer func() {
		if reason := recover(); reason != nil {
			got.Error = fmt.Sprint("panic: ", reason)
		}
	}()
	root := template.New("root").Option("missingkey=zero")
	root.Funcs(functions(root))
	for _, name := range slices.Sorted(maps.Keys(asked.Files)) {
		if _, err := root.New(name).Parse(asked.Files[name]); err != nil {
			return answer{Error: err.Error()}
		}
	}
	var out bytes.Buffer
	err := root.ExecuteTemplate(&out, asked.Main, asked.Data)
	got.Output = strings.ReplaceAll(out.String(), "<no value>", "")
	if err != nil {
		got.Error = err.Error()
	}
	return got
}

func main() {
	var asked []request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		panic(err)
	}
	answers := []answer{}
	for _, one := range asked {
		answers = append(answers, render(one))
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answers); err != nil {
		panic(err)
	}
}
