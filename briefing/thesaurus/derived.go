package thesaurus

import (
	"slices"
	"strings"
)

// Form is a stem of a word's family.
type Form struct {
	Stem     string
	Strength float64 // how sure it is that it is of the family
}

// Strength of a form by where it comes from.
const (
	toldForm = 0.8 // a form line says so
	ruleForm = 0.6 // the spelling says so
)

const usualForms = 24 // that a stem has, told and made

// Derived returns the stems that the word of a stem may have become with other endings: told ones first. By rule it returns what
// could be a word, many of which are none ("killment"): the caller keeps those its index knows.
func Derived(stem string) []Form {
	out := make([]Form, 0, usualForms)
	for e, end := lookup(roomForm, stem, ""); e < end; e++ {
		out = recordOf(e).family(stem, toldForm, out)
	}
	told := len(out)
	out = byRule(stem, out)
	var apart []Form
	for e, end := lookup(roomApart, stem, ""); e < end; e++ {
		apart = recordOf(e).family(stem, 0, apart)
	}
	kept := out[:told]
	for _, f := range out[told:] {
		if !holds(kept, f.Stem) && !holds(apart, f.Stem) {
			kept = append(kept, f)
		}
	}
	return kept
}

func holds(forms []Form, stem string) bool {
	return slices.ContainsFunc(forms, func(f Form) bool { return f.Stem == stem })
}

// family appends the others of a record that the stem is in.
func (r record) family(stem string, strength float64, out []Form) []Form {
	var m member
	before, found := len(out), false
	rest := r.rest
	for range r.members {
		rest = m.next(rest)
		if s := m.one(); s == stem {
			found = true
		} else if !holds(out, s) {
			out = append(out, Form{s, strength})
		}
	}
	if !found {
		return out[:before]
	}
	return out
}

// change is a pair of endings that words of one family have: of stems, so what the stemmer takes off is off already.
type change struct {
	from, to string
	least    int // bytes in front of the endings
}

// changes hold both ways. Those of Latin verbs (decide, decision) follow the classes of any English grammar of word formation.
var changes = []change{
	// who does it: killer, voter, investor, leadership
	{"", "er", 4}, {"e", "er", 2}, {"i", "ier", 4}, {"", "or", 5}, {"er", "ership", 3}, {"", "ship", 6},
	{"", "ist", 5}, {"i", "ist", 5}, {"", "ian", 5}, {"", "ician", 4}, {"i", "ian", 5}, {"ism", "ist", 4}, {"ic", "ist", 5},
	{"", "e", 5}, // employee, trainee; and "e" that one of two spellings keeps
	// deed and outcome: payment, agreement, growth, taxation
	{"", "ment", 3}, {"", "ement", 4}, {"e", "ement", 3}, {"", "at", 4}, {"", "ant", 5}, {"", "anc", 5}, {"", "enc", 5},
	{"at", "or", 4}, {"at", "ori", 4}, {"ut", "utori", 4},
	{"id", "is", 3}, {"vad", "vas", 2}, {"suad", "suas", 2}, {"od", "os", 4}, {"ud", "us", 3}, {"pand", "pans", 2}, {"pend", "pens", 2}, {"tend", "tens", 2}, {"tend", "tent", 2}, {"mit", "miss", 2}, {"ert", "ers", 3}, {"vert", "vers", 3},
	{"eiv", "ept", 3}, {"eiv", "eipt", 3}, {"rib", "ript", 3}, {"duc", "duct", 2}, {"um", "umpt", 3}, {"orb", "orpt", 3},
	{"olv", "olut", 1}, {"ven", "vent", 2}, {"os", "osit", 3}, {"ir", "isit", 3}, {"in", "init", 3}, {"et", "etit", 4},
	{"i", "ic", 4}, {"ifi", "if", 3}, {"fi", "fact", 4}, {"i", "icat", 4}, {"el", "uls", 3}, {"aim", "amat", 3}, {"e", "ess", 5},
	{"ogn", "ognit", 3},
	// of it: economic, violent, financial, electoral, revolutionary
	{"i", "", 6}, {"i", "ic", 5}, {"aci", "at", 4}, {"enc", "ent", 4}, {"anc", "ant", 4}, {"nc", "nci", 4}, {"", "ial", 5}, {"", "ari", 5}, {"", "onari", 4}, {"", "ionari", 4},
	{"ent", "enti", 5}, {"", "enti", 4}, {"", "i", 6}, {"er", "ri", 5}, {"or", "ori", 4}, {"ur", "uri", 3}, {"uir", "uiri", 3}, {"c", "ci", 5},
	{"", "dom", 4}, {"", "hood", 5}, {"", "iti", 4},
}

// byRule appends what the changes make of a stem. All of it is cut from one string.
func byRule(stem string, out []Form) []Form {
	var made strings.Builder
	made.Grow(usualForms * (len(stem) + 3))
	for i := range changes {
		c := &changes[i]
		out = changed(stem, c.from, c.to, c.least, &made, out)
		out = changed(stem, c.to, c.from, c.least, &made, out)
	}
	return out
}

func changed(stem, from, to string, least int, made *strings.Builder, out []Form) []Form {
	rest, ok := strings.CutSuffix(stem, from)
	if !ok || len(rest) < least {
		return out
	}
	start := made.Len()
	made.WriteString(rest)
	made.WriteString(to)
	return append(out, Form{made.String()[start:], ruleForm})
}
