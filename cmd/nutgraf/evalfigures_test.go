package main

import (
	"fmt"
	"testing"
)

func TestFiguresOf(t *testing.T) {
	for text, want := range map[string]string{
		"“É” cost more than $2.5 million.":      "more than $2.5 million 9-30 currency (2500000,) Dollar",
		"It is 3 feet long.":                    "3 feet 6-11 dimension 3 Foot",
		"He is 43 years old.":                   "43 years old 6-17 age 43 Year",
		"It rose 4%.":                           "4% 8-9 percentage 4% ",
		"It was 20°C for two hours in the sun.": "20°C 7-10 temperature 20 C",
	} {
		f := figuresOf(text)[0]
		if got := fmt.Sprintf("%s %d-%d %s %s %s", f.Text, f.Start, f.End, f.Type, f.Resolution["value"], f.Resolution["unit"]); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
