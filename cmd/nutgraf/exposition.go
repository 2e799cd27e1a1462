package main

import (
	"bufio"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The text form in which Prometheus reads metrics, version 0.0.4:
// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
//
// It is written here because the client library would cost every start of the program 2 ms and 2 MB, and ask starts in ten.
// The tests read what is written with that library, and hold it against its lint.
const expositionType = "text/plain; version=0.0.4; charset=utf-8"

// metric is one number that is measured, with its series, one for each combination of values of its labels.
type metric struct {
	name, help, kind string
	labels           []string
	bounds           []float64 // of a histogram: upper bounds of its buckets, rising, without +Inf

	mu     sync.Mutex
	series map[string]*series // by the values of the labels, joined
}

// series is the numbers of one combination of values.
type series struct {
	values  []string
	number  float64  // of a counter or gauge; of a histogram the sum of what was observed
	buckets []uint64 // of a histogram: how many observations lie in each, the last is beyond all bounds
}

func newCounter(name, help string, labels ...string) *metric {
	return &metric{name: name, help: help, kind: "counter", labels: labels, series: map[string]*series{}}
}

func newGauge(name, help string, labels ...string) *metric {
	return &metric{name: name, help: help, kind: "gauge", labels: labels, series: map[string]*series{}}
}

func newHistogram(name, help string, bounds []float64, labels ...string) *metric {
	return &metric{name: name, help: help, kind: "histogram", labels: labels, bounds: bounds, series: map[string]*series{}}
}

// add counts n of the series that has these values of the labels.
func (m *metric) add(n float64, values ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.of(values).number += n
}

// set makes n the number of a series.
func (m *metric) set(n float64, values ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.of(values).number = n
}

// observe counts n in a histogram.
func (m *metric) observe(n float64, values ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.of(values)
	s.number += n
	at, _ := slices.BinarySearch(m.bounds, n) // a bucket holds what is not above its bound
	s.buckets[at]++
}

// of is the series of these values.
func (m *metric) of(values []string) *series {
	key := strings.Join(values, "\x00")
	s := m.series[key]
	if s == nil {
		s = &series{values: slices.Clone(values)}
		if m.kind == "histogram" {
			s.buckets = make([]uint64, len(m.bounds)+1)
		}
		m.series[key] = s
	}
	return s
}

// expose writes metrics in the order given, each with its series in the order of their labels.
func expose(out io.Writer, metrics ...*metric) error {
	w := bufio.NewWriter(out)
	for _, m := range metrics {
		m.expose(w)
	}
	return w.Flush()
}

func (m *metric) expose(w *bufio.Writer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.series) == 0 {
		return
	}
	_, _ = w.WriteString("# HELP " + m.name + " " + escapedHelp.Replace(m.help) + "\n# TYPE " + m.name + " " + m.kind + "\n")
	sorted := slices.SortedFunc(maps.Values(m.series), func(a, b *series) int { return slices.Compare(a.values, b.values) })
	for _, s := range sorted {
		if m.kind != "histogram" {
			writeLine(w, m.name, m.labels, s.values, s.number)
			continue
		}
		labels, total := append(slices.Clone(m.labels), "le"), uint64(0)
		for i, n := range s.buckets {
			total += n
			bound := math.Inf(1)
			if i < len(m.bounds) {
				bound = m.bounds[i]
			}
			writeLine(w, m.name+"_bucket", labels, append(slices.Clone(s.values), number(bound)), float64(total))
		}
		writeLine(w, m.name+"_sum", m.labels, s.values, s.number)
		writeLine(w, m.name+"_count", m.labels, s.values, float64(total))
	}
}

func writeLine(w *bufio.Writer, name string, labels, values []string, n float64) {
	pairs := make([]string, len(labels))
	for i, label := range labels {
		pairs[i] = label + `="` + escapedLabel.Replace(values[i]) + `"`
	}
	if len(pairs) > 0 {
		name += "{" + strings.Join(pairs, ",") + "}"
	}
	_, _ = w.WriteString(name + " " + number(n) + "\n")
}

func number(n float64) string {
	if math.IsInf(n, 1) {
		return "+Inf"
	}
	return strconv.FormatFloat(n, 'g', -1, 64)
}

var (
	escapedHelp  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	escapedLabel = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)
