package slacktest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"unicode/utf8"
)

// Slack's limits, written down a second time on purpose: those of the package under test are what is tested.
const (
	mostBlocks         = 50
	mostHeader         = 150
	mostSection        = 3000
	mostElements       = 10 // of a context block, and fields of a section
	mostField          = 2000
	mostButtons        = 25
	mostButton         = 75   // text of a button
	mostButtonValue    = 2000 // what a press brings back
	mostActionID       = 255
	mostCharacters     = 13200 // of all blocks; not in Slack's documentation, but measured by others
	mostCharactersRich = 3000  // of one rich_text block; Slack states none, the bot promises this
)

type textObject struct {
	Type     string `json:"type"`
	Text     string `json:"text"`
	Emoji    *bool  `json:"emoji"`
	Verbatim bool   `json:"verbatim"`
}

// BlockFaults says what Slack would refuse in the blocks of a message, and where; nothing means it takes them.
// It knows the block types a briefing needs; any other is a fault.
func BlockFaults(raw []byte) []string {
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		return []string{"blocks are not a list [json-pointer:/blocks]"}
	}
	c := checker{}
	if len(list) == 0 || len(list) > mostBlocks {
		c.fault("/blocks", "there are %d blocks", len(list))
	}
	for i, b := range list {
		c.block(fmt.Sprintf("/blocks/%d", i), b)
	}
	if !c.view && c.characters > mostCharacters {
		c.fault("/blocks", "there are %d characters in all", c.characters)
	}
	return c.faults
}

type checker struct {
	faults     []string
	characters int
	view       bool // a view, whose texts are not summed up
	blockIDs   map[string]bool
}

func (c *checker) fault(at, format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

// decode reads raw strictly: an unknown field is a fault.
func (c *checker) decode(at string, raw []byte, into any) bool {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		c.fault(at, "%v", err)
		return false
	}
	return true
}

func kind(raw []byte) string {
	var k struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(raw, &k) != nil {
		return ""
	}
	return k.Type
}

func (c *checker) block(at string, raw []byte) {
	switch kind(raw) {
	case "header":
		var b struct {
			Type string     `json:"type"`
			Text textObject `json:"text"`
		}
		if c.decode(at, raw, &b) {
			c.text(at+"/text", b.Text, mostHeader, "plain_text")
		}
	case "section":
		c.section(at, raw)
	case "context":
		var b struct {
			Type     string       `json:"type"`
			Elements []textObject `json:"elements"`
		}
		if !c.decode(at, raw, &b) {
			return
		}
		if len(b.Elements) == 0 || len(b.Elements) > mostElements {
			c.fault(at+"/elements", "there are %d elements", len(b.Elements))
		}
		for i, e := range b.Elements {
			c.text(fmt.Sprintf("%s/elements/%d", at, i), e, mostSection, "plain_text", "mrkdwn")
		}
	case "divider":
		var b struct {
			Type string `json:"type"`
		}
		c.decode(at, raw, &b)
	case "rich_text":
		c.richText(at, raw)
	case "actions":
		c.row(at, "actions", mostButtons, raw)
	case "context_actions":
		c.row(at, "context_actions", mostIcons, raw)
	case "input":
		c.input(at, raw)
	default:
		c.fault(at, "unsupported type: %q", kind(raw))
	}
}

// section checks a text with up to ten fields and something to press beside it.
func (c *checker) section(at string, raw []byte) {
	var b struct {
		Type      string          `json:"type"`
		BlockID   string          `json:"block_id"`
		Text      *textObject     `json:"text"`
		Fields    []textObject    `json:"fields"`
		Accessory json.RawMessage `json:"accessory"`
	}
	if !c.decode(at, raw, &b) {
		return
	}
	c.blockID(at, b.BlockID)
	if b.Text != nil {
		c.text(at+"/text", *b.Text, mostSection, "plain_text", "mrkdwn")
	} else if len(b.Fields) == 0 {
		c.fault(at, "neither text nor fields")
	}
	if len(b.Fields) > mostElements {
		c.fault(at+"/fields", "there are %d fields", len(b.Fields))
	}
	for i, f := range b.Fields {
		c.text(fmt.Sprintf("%s/fields/%d", at, i), f, mostField, "plain_text", "mrkdwn")
	}
	if b.Accessory != nil {
		c.element(at+"/accessory", "section", b.Accessory, map[string]bool{})
	}
}

func (c *checker) text(at string, t textObject, most int, kinds ...string) {
	if !slices.Contains(kinds, t.Type) {
		c.fault(at, "text of type %q", t.Type)
	}
	if t.Type == "mrkdwn" && t.Emoji != nil || t.Type == "plain_text" && t.Verbatim {
		c.fault(at, "fields of the other type of text")
	}
	n := utf8.RuneCountInString(t.Text)
	c.characters += n
	if n == 0 || n > most {
		c.fault(at, "text of %d characters", n)
	}
}

func (c *checker) richText(at string, raw []byte) {
	var b struct {
		Type     string            `json:"type"`
		Elements []json.RawMessage `json:"elements"`
	}
	if !c.decode(at, raw, &b) {
		return
	}
	if len(b.Elements) == 0 {
		c.fault(at+"/elements", "there are none")
	}
	before := c.characters
	for i, e := range b.Elements {
		at := fmt.Sprintf("%s/elements/%d", at, i)
		if k := kind(e); k != "rich_text_section" && k != "rich_text_quote" {
			c.fault(at, "unsupported type: %q", k)
			continue
		}
		var paragraph struct {
			Type     string            `json:"type"`
			Elements []json.RawMessage `json:"elements"`
		}
		if !c.decode(at, e, &paragraph) {
			continue
		}
		if len(paragraph.Elements) == 0 {
			c.fault(at+"/elements", "there are none")
		}
		for j, e := range paragraph.Elements {
			c.run(fmt.Sprintf("%s/elements/%d", at, j), e)
		}
	}
	if n := c.characters - before; n > mostCharactersRich {
		c.fault(at, "text of %d characters", n)
	}
}

// run checks one stretch of rich text.
func (c *checker) run(at string, raw []byte) {
	var r struct {
		Type    string          `json:"type"`
		Text    string          `json:"text"`
		URL     string          `json:"url"`
		Style   map[string]bool `json:"style"`
		Index   float64         `json:"index"` // this and the next of a citation
		Details json.RawMessage `json:"details"`
	}
	if !c.decode(at, raw, &r) {
		return
	}
	for style := range r.Style {
		if style != "bold" && style != "italic" && style != "strike" && style != "code" {
			c.fault(at+"/style", "unsupported style: %q", style)
		}
	}
	c.characters += utf8.RuneCountInString(r.Text)
	if (r.Type == "citation") != (r.Details != nil) {
		c.fault(at+"/details", "a %s with details %s", r.Type, r.Details)
	}
	switch r.Type {
	case "text":
		if r.Text == "" || r.URL != "" {
			c.fault(at, "a text without text, or with an address")
		}
	case "link", "citation":
		u, err := url.Parse(r.URL)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(r.URL) > 3000 {
			c.fault(at+"/url", "invalid url")
		}
	default:
		c.fault(at, "unsupported type: %q", r.Type)
	}
}
