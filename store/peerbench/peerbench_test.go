package main

import (
	"bytes"
	"cmp"
	"os"
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/briefing/briefingtest"
)

// A run starts its phases as processes of its own executable, which here is the test's.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "-phase" {
		main()
		return
	}
	os.Exit(m.Run())
}

// An engine that does not find the fact whose words it is asked for does not do the work that is measured.
func TestRun(t *testing.T) {
	s := settings{facts: 3000, asked: 60, top: 20, engines: "nutgraf,ranked,answered,bleve,sqlite", dir: t.TempDir()}
	var log bytes.Buffer
	measures, err := s.measure(t.Context(), &log)
	if err != nil {
		t.Fatalf("%v\n%s", err, &log)
	}
	found := map[string]int{}
	least := map[string]float64{"answered": 0.2} // it cites few facts, and only such as have the sort of thing asked for
	for _, m := range measures {
		found[m.Engine]++
		if m.Unit == "share" && m.Value < cmp.Or(least[m.Engine], 0.9) {
			t.Errorf("%s finds %.2f: %s, %s", m.Engine, m.Value, m.Of, m.What)
		}
		if m.Of == string(briefingtest.MixQuestion)+" mix" && m.What == "asked" && m.Value != 60 {
			t.Errorf("%s was asked %.0f questions", m.Engine, m.Value)
		}
		if (m.Unit == "ms" || strings.HasSuffix(m.Unit, "/s") || strings.HasPrefix(m.Unit, "bytes/")) && m.Value <= 0 && m.What != "written by them" {
			t.Errorf("%s: %s, %s: %v", m.Engine, m.Of, m.What, m.Value)
		}
	}
	if found["nutgraf"] < 40 || found["bleve"] != found["sqlite"] || found["bleve"] < 40 || found["ranked"] < 25 || found["answered"] < 10 {
		t.Errorf("numbers measured: %v", found)
	}
	var table bytes.Buffer
	if err := printTable(&table, s.facts, strings.Split(s.engines, ","), measures); err != nil {
		t.Fatal(err)
	}
	if rows := strings.Count(table.String(), "\n"); rows != 2+found["nutgraf"] {
		t.Errorf("%d rows:\n%s", rows, &table)
	}
}

func TestTable(t *testing.T) {
	measures := []measure{
		{"a", "mix", "median", 0.05, "ms"}, {"b", "mix", "median", 2, "ms"},
		{"a", "ingest", "batches", 30000, "facts/s"}, {"b", "ingest", "batches", 15000, "facts/s"},
		{"b", "size", "index", 157.4, "bytes/fact"},
	}
	want := `| 1,000,000 facts | | a | b |
|---|---|---:|---:|
| mix | median, ms | 0.050 | 2.00 (×40.0) |
| ingest | batches, facts/s | 30,000 | 15,000 (×2.00) |
| size | index, bytes/fact |  | 157 |
`
	var got strings.Builder
	if err := printTable(&got, 1_000_000, []string{"a", "b"}, measures); err != nil || got.String() != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, got.String(), want)
	}
}
