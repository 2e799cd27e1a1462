package main

import (
	"context"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/briefing/extract"
)

// figureJSON is a figure in the form of the recognisers' cases. Start and End count characters, End inclusive.
type figureJSON struct {
	Text       string            `json:"text"`
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Type       string            `json:"type"`
	Resolution map[string]string `json:"resolution"`
}

// evalFigures reads the numbers and measures of short texts.
func evalFigures(_ context.Context, path string, std streams) error {
	type item struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
	type verdict struct {
		ID      string       `json:"id"`
		Results []figureJSON `json:"results"`
	}
	return eachJSON(path, func(i item) error {
		v := verdict{ID: i.ID, Results: []figureJSON{}}
		a := briefing.Article{Language: "en", Text: i.Text, Blocks: []briefing.Block{{Kind: briefing.BlockBody, Span: briefing.Span{End: len(i.Text)}}}}
		for _, f := range extract.Facts(a) {
			for _, q := range f.Quantities {
				v.Results = append(v.Results, recognised(i.Text, q))
			}
		}
		return printJSON(std.out, v)
	})
}

func recognised(text string, q briefing.Quantity) figureJSON {
	j := figureJSON{Text: q.Span.Of(text), Start: utf8.RuneCountInString(text[:q.Span.Start]), Resolution: map[string]string{}}
	j.End = j.Start + utf8.RuneCountInString(j.Text) - 1
	switch {
	case q.Low != q.High:
		j.Type = "numberrange"
		j.Resolution["value"] = "(" + bounded(q.Low) + "," + bounded(q.High) + ")"
	default:
		j.Type = "number"
		j.Resolution["value"] = strconv.FormatFloat(q.Low, 'g', 15, 64)
	}
	switch unit := q.Unit; {
	case unit == "":
	case unit == "%":
		j.Type = orElse(strings.TrimPrefix(j.Type, "number"), "percentage")
		j.Resolution["value"] += "%"
	case strings.HasSuffix(unit, " old"):
		j.Type, j.Resolution["unit"] = "age", strings.TrimSuffix(unit, " old")
	case unit == "°C" || unit == "°F":
		j.Type, j.Resolution["unit"] = "temperature", strings.TrimPrefix(unit, "°")
	case len(unit) == 3 && strings.ToUpper(unit) == unit:
		j.Type, j.Resolution["unit"], j.Resolution["isoCurrency"] = "currency", unit, unit
	default:
		j.Type, j.Resolution["unit"] = "dimension", unit
	}
	return j
}

// bounded is a bound of a range, "" for none.
func bounded(x float64) string {
	if math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', 15, 64)
}
