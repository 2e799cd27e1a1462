package extract

import (
	"strings"
	"testing"
)

// TestShortForms gives the full name and the sort of every name of a text.
func TestShortForms(t *testing.T) {
	for in, want := range map[string]string{
		"The Bureau of Rivers and Lakes (BRL) met. The BRL said no.":         "Bureau of Rivers and Lakes/organisation, Bureau of Rivers and Lakes/organisation, Bureau of Rivers and Lakes/organisation",
		"The Northern Fisheries Agency met. NFA officials left.":             "Northern Fisheries Agency/organisation, Northern Fisheries Agency/organisation",
		"The Northern Fisheries Agency met the New Farm Agency. NFA left.":   "Northern Fisheries Agency/organisation, New Farm Agency/organisation, NFA/organisation",
		"Brightwater Holdings Inc rose. Shares of Brightwater fell.":         "Brightwater Holdings Inc/organisation, Brightwater Holdings Inc/organisation",
		"Jan van der Hoek, a nurse, won. Van der Hoek wept.":                 "Jan van der Hoek/person, Jan van der Hoek/person",
		"Crown Prince Hamad al-Zahir spoke. Al-Zahir left.":                  "Hamad al-Zahir/person, Hamad al-Zahir/person",
		"Jorge Luna Vidal, a nurse, won. Luna wept and Luna Vidal left.":     "Jorge Luna Vidal/person, Jorge Luna Vidal/person, Jorge Luna Vidal/person",
		"President Pak Sun-ho met Maud Teller, a nurse. Pak left.":           "Pak Sun-ho/person, Maud Teller/person, Pak Sun-ho/person",
		"Maud Teller, a nurse, met Jan Teller, a pilot. Teller wept.":        "Maud Teller/person, Jan Teller/person, Teller/person",
		"Sir Jan Teller met Dame Maud Teller. Mrs Teller wept.":              "Jan Teller/person, Maud Teller/person, Maud Teller/person",
		"Maud Teller, a nurse, won. Teller met her son, Jan Teller.":         "Maud Teller/person, Maud Teller/person, Jan Teller/person",
		"The Harbour Rescue Committee met the Harbour Fire Committee.":       "Harbour Rescue Committee/organisation, Harbour Fire Committee/organisation",
		"Karl J. Vik, a nurse, wept. Karl Vik left.":                         "Karl J. Vik/person, Karl J. Vik/person",
		"Karl Jon Un, a nurse, wept. The U.N. left.":                         "Karl Jon Un/person, U.N./organisation",
		"Karl Vik, a nurse, met Karl Vik Jr., a pilot.":                      "Karl Vik/person, Karl Vik Jr./person",
		`Ida "Bo" Lund, a nurse, won. Bo Lund wept and Lund left.`:           `Ida "Bo" Lund/person, Ida "Bo" Lund/person, Ida "Bo" Lund/person`,
		"Maud Watts-Vik, a nurse, won. Watts-Vik wept. Maud left.":           "Maud Watts-Vik/person, Maud Watts-Vik/person, Maud Watts-Vik/person",
		"Nurses of St. Olga's Hospital met the Duke of Vik.":                 "St. Olga's Hospital/organisation, Duke of Vik/person",
		"Former U.S. Secretary of State Maud Teller met Oslo-based singers.": "Maud Teller/person, Oslo/place",
	} {
		a := article(in)
		facts := Facts(a)
		prove(t, a, facts)
		if got := named(facts); got != want {
			t.Errorf("%q:\n got %s\nwant %s", in, got, want)
		}
	}
}

// TestMentionRole gives what is printed beside each name of a text.
func TestMentionRole(t *testing.T) {
	for in, want := range map[string]string{
		"Harbour Union spokesman Jan Teller left.":           "Harbour Union: , Jan Teller: Harbour Union spokesman",
		"Maud Teller, a farmer from Oslo, wept. Teller won.": "Maud Teller: farmer from Oslo, Oslo: , Teller: ",
		"The mayor, Maud Teller, wept.":                      "Maud Teller: mayor",
	} {
		a := article(in)
		var got []string
		for _, f := range Facts(a) {
			for _, m := range f.Mentions {
				got = append(got, m.Span.Of(a.Text)+": "+m.Role)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q:\n got %s\nwant %s", in, strings.Join(got, ", "), want)
		}
	}
}
