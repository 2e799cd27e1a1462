package main

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// parsed reads an exposition as Prometheus does.
func parsed(t *testing.T, text string) map[string]*dto.MetricFamily {
	t.Helper()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return families
}

// linted holds an exposition against the conventions of Prometheus.
func linted(t *testing.T, text string) {
	t.Helper()
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// of is the one series of a family that has these labels, written as "name=value".
func of(t *testing.T, families map[string]*dto.MetricFamily, name string, labels ...string) *dto.Metric {
	t.Helper()
	if families[name] == nil {
		t.Errorf("there is no metric %s", name)
		return nil
	}
	for _, m := range families[name].Metric {
		var have []string
		for _, l := range m.Label {
			have = append(have, l.GetName()+"="+l.GetValue())
		}
		if strings.Join(have, " ") == strings.Join(labels, " ") {
			return m
		}
	}
	t.Errorf("%s has no series %q, only %v", name, labels, families[name].Metric)
	return nil
}

func TestExposition(t *testing.T) {
	counter := newCounter("tide_reports_total", "Reports of a \"tide\",\nby \\ harbour.", "harbour")
	counter.add(2, "Strandhaven")
	counter.add(1, "Strandhaven")
	counter.add(1, "a \"quoted\" \\ name\nof two lines")
	gauge := newGauge("tide_level_metres", "Level now.")
	gauge.set(-0.25)
	waits := newHistogram("tide_wait_seconds", "Time until the gate opened.", []float64{0.1, 1, 10}, "gate")
	for _, n := range []float64{0.05, 0.1, 0.11, 5, 99} {
		waits.observe(n, "north")
	}
	var out bytes.Buffer
	if err := expose(&out, counter, gauge, waits, newCounter("tide_nothing_total", "Has no series.")); err != nil {
		t.Fatal(err)
	}
	linted(t, out.String())
	families := parsed(t, out.String())
	if got := of(t, families, "tide_reports_total", "harbour=Strandhaven").GetCounter().GetValue(); got != 3 {
		t.Errorf("the counter is %v, want 3", got)
	}
	of(t, families, "tide_reports_total", "harbour=a \"quoted\" \\ name\nof two lines")
	if got := of(t, families, "tide_level_metres").GetGauge().GetValue(); got != -0.25 {
		t.Errorf("the gauge is %v", got)
	}
	h := of(t, families, "tide_wait_seconds", "gate=north").GetHistogram()
	if h.GetSampleCount() != 5 || math.Abs(h.GetSampleSum()-104.26) > 1e-9 {
		t.Errorf("the histogram has %d observations, %v in all", h.GetSampleCount(), h.GetSampleSum())
	}
	for i, want := range []struct {
		bound float64
		count uint64
	}{{0.1, 2}, {1, 3}, {10, 4}, {math.Inf(1), 5}} {
		if b := h.Bucket[i]; b.GetUpperBound() != want.bound || b.GetCumulativeCount() != want.count {
			t.Errorf("bucket %d is %v up to %v, want %v up to %v", i, b.GetCumulativeCount(), b.GetUpperBound(), want.count, want.bound)
		}
	}
	if families["tide_nothing_total"] != nil {
		t.Error("a metric without a series is written")
	}
}
