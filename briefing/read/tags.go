package read

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// attributes are those that somebody here asks for.
var attributes = func() map[string]string {
	out := map[string]string{}
	for key := range strings.FieldsSeq(`aria-hidden aria-modal class content data-component data-qa data-testid datetime hidden href http-equiv id itemprop itemtype
		lang name property pubdate rel role style title type xml:lang`) {
		out[key] = key
	}
	return out
}()

// atoms is a set of tags.
func atoms(tags ...atom.Atom) map[atom.Atom]bool {
	out := make(map[atom.Atom]bool, len(tags))
	for _, t := range tags {
		out[t] = true
	}
	return out
}

var (
	voidElements = atoms(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr)
	ofHead       = atoms(atom.Base, atom.Link, atom.Meta, atom.Noscript, atom.Script, atom.Style, atom.Template, atom.Title, atom.Head)
	headings     = atoms(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	cells        = atoms(atom.Td, atom.Th, atom.Caption, atom.Table)
	rowHolders   = atoms(atom.Tr, atom.Table)
	tableHolders = atoms(atom.Table)
	listHolders  = atoms(atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Table, atom.Td, atom.Th)
	tableParts   = atoms(atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption)

	// Block elements begin and end a line of their own.
	blockElements = atoms(atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Aside, atom.Header, atom.Footer, atom.Nav, atom.Blockquote, atom.Figure, atom.Figcaption,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hgroup, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Menu,
		atom.Table, atom.Caption, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Pre, atom.Hr, atom.Form, atom.Fieldset, atom.Address, atom.Details, atom.Summary,
		atom.Dialog, atom.Center, atom.Body, atom.Html)

	// Wordless elements show no text, or none that is the page's.
	wordless = atoms(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Noembed, atom.Noframes, atom.Svg, atom.Math, atom.Textarea, atom.Select, atom.Object, atom.Audio, atom.Video, atom.Canvas)
)
