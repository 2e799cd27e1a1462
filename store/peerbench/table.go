package main

import (
	"fmt"
	"io"
	"strings"
)

// measure is one number of one engine.
type measure struct {
	Engine string `json:"-"`
	Of     string // what was done
	What   string
	Value  float64
	Unit   string
}

// printTable prints measures in markdown, a row for each and a column for each engine. A peer's column says also how many times
// the first engine is better, of times and rates.
func printTable(w io.Writer, facts int, engines []string, all []measure) error {
	type row struct{ of, what, unit string }
	var rows []row
	values := map[row]map[string]float64{}
	for _, m := range all {
		r := row{m.Of, m.What, m.Unit}
		if values[r] == nil {
			values[r] = map[string]float64{}
			rows = append(rows, r)
		}
		values[r][m.Engine] = m.Value
	}
	fmt.Fprintf(w, "| %s facts | | %s |\n|---|---|%s\n", grouped(facts), strings.Join(engines, " | "), strings.Repeat("---:|", len(engines)))
	for _, r := range rows {
		cells := []string{r.of, r.what + ", " + r.unit}
		ours, measured := values[r][engines[0]]
		for i, engine := range engines {
			v, known := values[r][engine]
			switch {
			case !known:
				cells = append(cells, "")
			case i > 0 && measured && ours > 0 && v > 0 && r.unit == "ms":
				cells = append(cells, fmt.Sprintf("%s (×%s)", digits(v), digits(v/ours)))
			case i > 0 && measured && ours > 0 && v > 0 && strings.HasSuffix(r.unit, "/s"):
				cells = append(cells, fmt.Sprintf("%s (×%s)", digits(v), digits(ours/v)))
			default:
				cells = append(cells, digits(v))
			}
		}
		if _, err := fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | ")); err != nil {
			return err
		}
	}
	return nil
}

// digits prints about three digits that mean something.
func digits(v float64) string {
	switch {
	case v >= 1000:
		return grouped(int(v + 0.5))
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 0.1 || v == 0:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}

// grouped prints a number by thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
