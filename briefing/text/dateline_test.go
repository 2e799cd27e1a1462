package text

import "testing"

func TestDateline(t *testing.T) {
	for in, want := range map[string]string{
		"ATLANTA (AP) — Rain fell.":                          "ATLANTA (AP) — ",
		"OSLO, Jan. 3 (Reuters) - Snow fell.":                "OSLO, Jan. 3 (Reuters) - ",
		"ST. LOUIS, Mo. -- “We won,” she said.":              "ST. LOUIS, Mo. -- ",
		"GRENOBLE–The lift stopped.":                         "GRENOBLE–",
		"PORT-AU-PRINCE, Haiti (AFP) – 12 boats sank.":       "PORT-AU-PRINCE, Haiti (AFP) – ",
		"(CNN) — A bear came.":                               "(CNN) — ",
		"Lund, Norway (AP) — A bear came.":                   "Lund, Norway (AP) — ",
		"RIO DE JANEIRO, Feb. 2, 2021 (Xinhua) -- Rain fell": "RIO DE JANEIRO, Feb. 2, 2021 (Xinhua) -- ",
		"The mayor — A. Roe — left.":                         "",
		"Volt Corp. (formerly Acme) — Lund's firm — failed.": "",
		"NATO - which met - agreed.":                         "",
		"Ida Lund — The singer of the Bells — has died.":     "",
		"Rain fell on Oslo.":                                 "",
		"ATLANTA (AP) —":                                     "",
		"—":                                                  "",
	} {
		if got := Dateline(in).Of(in); got != want {
			t.Errorf("Dateline(%q) = %q, want %q", in, got, want)
		}
	}
}
