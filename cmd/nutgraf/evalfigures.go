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
	return eachJSON(path, func(i item) error {
		return printJSON(std.out, map[string]any{"id": i.ID, "results": figuresOf(i.Text)})
	})
}

// figuresOf reads the figures of a text that is given as it is.
func figuresOf(text string) []figureJSON {
	out := []figureJSON{}
	a := briefing.Article{Language: "en", Text: text, Blocks: []briefing.Block{{Kind: briefing.BlockBody, Span: briefing.Span{End: len(text)}}}}
	for _, f := range extract.Facts(a) {
		for _, q := range f.Quantities {
			out = append(out, recognised(text, q))
		}
	}
	return out
}

// recognised is a quantity in the form of the recognisers' cases.
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
		j.Type, j.Resolution["unit"] = "age", unitName(strings.TrimSuffix(unit, " old"))
	case durations[unit]:
		j.Type, j.Resolution["unit"] = "duration", unitName(unit)
	case unit == "°C" || unit == "°F":
		j.Type, j.Resolution["unit"] = "temperature", strings.TrimPrefix(unit, "°")
	case len(unit) == 3 && strings.ToUpper(unit) == unit:
		j.Type, j.Resolution["unit"], j.Resolution["isoCurrency"] = "currency", unitName(unit), unit
	default:
		j.Type, j.Resolution["unit"] = "dimension", unitName(unit)
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

// durations are units of lengths of time, which the recognisers count among the times.
var durations = map[string]bool{"second": true, "minute": true, "hour": true, "day": true, "week": true, "fortnight": true, "month": true, "year": true, "decade": true, "century": true}

// unitName is what the recognisers call a unit: most by its name with a capital.
func unitName(unit string) string {
	if name, ok := recogniserUnits[unit]; ok {
		return name
	}
	return strings.ToUpper(unit[:1]) + unit[1:]
}

// recogniserUnits are the names that the recognisers have for units, where they differ.
var recogniserUnits = map[string]string{
	"km": "Kilometer", "m": "Meter", "cm": "Centimeter", "mm": "Millimeter", "kg": "Kilogram", "g": "Gram", "mg": "Milligram", "lb": "Pound", "litre": "Liter", "ml": "Milliliter",
	"mph": "Mile per hour", "km/h": "Kilometer per hour", "m/s": "Meter per second", "square km": "Square kilometer", "square m": "Square meter", "cubic m": "Cubic meter",
	"MW": "Megawatt", "GW": "Gigawatt", "kW": "Kilowatt", "kWh": "Kilowatt hour", "kB": "Kilobyte", "MB": "Megabyte", "GB": "Gigabyte", "TB": "Terabyte",
	"USD": "Dollar", "EUR": "Euro", "GBP": "Pound", "JPY": "Japanese yen", "CNY": "Chinese yuan", "CAD": "Canadian dollar", "AUD": "Australian dollar", "NZD": "New Zealand dollar",
	"HKD": "Hong Kong dollar", "SGD": "Singapore dollar", "CHF": "Swiss franc", "INR": "Indian rupee", "RUB": "Russian ruble", "BRL": "Brazilian real", "MXN": "Mexican peso",
	"SEK": "Swedish krona", "NOK": "Norwegian krone", "DKK": "Danish krone", "KRW": "South Korean won", "TRY": "Turkish lira", "FIM": "Finnish markka", "DEM": "German mark", "BTC": "Bitcoin",
}
