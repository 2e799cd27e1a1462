package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Limits of what a person can press or fill in: https://docs.slack.dev/reference/block-kit/block-elements
const (
	mostOverflow    = 5
	mostOptions     = 100
	mostOptionText  = 75
	mostOptionValue = 150
	mostLabel       = 2000
	mostPlaceholder = 150
	mostIcons       = 5 // elements of a context_actions block
	mostInputText   = 3000
)

// placed says which elements may stand in which block.
var placed = map[string][]string{
	"actions":         {"button", "overflow", "static_select", "conversations_select", "timepicker", "checkboxes", "radio_buttons", "datepicker"},
	"context_actions": {"feedback_buttons", "icon_button"},
	"section":         {"button", "overflow", "static_select"},
	"input": {"plain_text_input", "static_select", "multi_static_select", "conversations_select", "channels_select", "timepicker", "checkboxes",
		"radio_buttons", "number_input", "datepicker", "multi_conversations_select"},
}

type option struct {
	Text        textObject  `json:"text"`
	Value       string      `json:"value"`
	Description *textObject `json:"description"`
}

// element has the fields of all kinds; which of them matter goes by the type.
type element struct {
	Type                string          `json:"type"`
	ActionID            string          `json:"action_id"`
	Text                *textObject     `json:"text"`
	Value               string          `json:"value"`
	URL                 string          `json:"url"`
	Style               string          `json:"style"`
	Confirm             json.RawMessage `json:"confirm"`
	AccessibilityLabel  string          `json:"accessibility_label"`
	Placeholder         *textObject     `json:"placeholder"`
	Options             []option        `json:"options"`
	InitialOption       *option         `json:"initial_option"`
	InitialOptions      []option        `json:"initial_options"`
	InitialValue        string          `json:"initial_value"`
	InitialTime         string          `json:"initial_time"`
	InitialConversation string          `json:"initial_conversation"`
	InitialChannel      string          `json:"initial_channel"`
	DefaultToCurrent    bool            `json:"default_to_current_conversation"`
	ResponseURLEnabled  bool            `json:"response_url_enabled"`
	Filter              json.RawMessage `json:"filter"`
	Timezone            string          `json:"timezone"`
	Multiline           bool            `json:"multiline"`
	MinLength           int             `json:"min_length"`
	MaxLength           int             `json:"max_length"`
	FocusOnLoad         bool            `json:"focus_on_load"`
	IsDecimalAllowed    bool            `json:"is_decimal_allowed"`
	MinValue            string          `json:"min_value"`
	MaxValue            string          `json:"max_value"`
	MaxSelected         int             `json:"max_selected_items"`
	DispatchAction      json.RawMessage `json:"dispatch_action_config"`
	PositiveButton      *element        `json:"positive_button"`
	NegativeButton      *element        `json:"negative_button"`
	Icon                string          `json:"icon"`
	VisibleToUserIDs    []string        `json:"visible_to_user_ids"`
}

// element checks one thing to press or fill in.
func (c *checker) element(at, block string, raw []byte, ids map[string]bool) {
	var e element
	if !c.decode(at, raw, &e) {
		return
	}
	if !slices.Contains(placed[block], e.Type) {
		c.fault(at, "a %q does not belong into a block of type %q", e.Type, block)
		return
	}
	if ids[e.ActionID] || e.ActionID == "" || len(e.ActionID) > mostActionID {
		c.fault(at+"/action_id", "action_id %q is empty, too long or there twice", e.ActionID)
	}
	ids[e.ActionID] = true
	if e.Placeholder != nil {
		c.text(at+"/placeholder", *e.Placeholder, mostPlaceholder, "plain_text")
	}
	switch e.Type {
	case "button":
		c.button(at, e)
	case "feedback_buttons":
		for name, b := range map[string]*element{"positive_button": e.PositiveButton, "negative_button": e.NegativeButton} {
			if b == nil || b.Text == nil {
				c.fault(at+"/"+name, "missing")
				continue
			}
			c.button(at+"/"+name, *b)
		}
	case "icon_button":
		if e.Icon != "trash" || e.Text == nil {
			c.fault(at, "an icon other than trash, or no text")
		}
	case "overflow":
		c.options(at, e.Options, mostOverflow)
	case "static_select", "multi_static_select", "radio_buttons", "checkboxes":
		c.options(at, e.Options, mostOptions)
		for _, initial := range append(slices.Clone(e.InitialOptions), values(e.InitialOption)...) {
			if !slices.ContainsFunc(e.Options, func(o option) bool { return o.Value == initial.Value && o.Text.Text == initial.Text.Text }) {
				c.fault(at, "the initial option %q is none of the options", initial.Value)
			}
		}
	case "plain_text_input":
		if e.MaxLength > mostInputText || e.MinLength > mostInputText || e.MaxLength > 0 && utf8.RuneCountInString(e.InitialValue) > e.MaxLength {
			c.fault(at, "lengths out of range")
		}
	case "timepicker":
		if e.InitialTime != "" && len(e.InitialTime) != len("15:04") {
			c.fault(at+"/initial_time", "not HH:mm")
		}
	}
}

func values(o *option) []option {
	if o == nil {
		return nil
	}
	return []option{*o}
}

func (c *checker) button(at string, e element) {
	if e.Text == nil {
		c.fault(at+"/text", "missing")
		return
	}
	c.text(at+"/text", *e.Text, mostButton, "plain_text")
	if n := utf8.RuneCountInString(e.Value); n > mostButtonValue || n == 0 && e.URL == "" {
		c.fault(at+"/value", "value of %d characters", n)
	}
	if e.Style != "" && e.Style != "primary" && e.Style != "danger" {
		c.fault(at+"/style", "invalid style %q", e.Style)
	}
	if len(e.URL) > 3000 {
		c.fault(at+"/url", "too long")
	}
}

func (c *checker) options(at string, options []option, most int) {
	if len(options) == 0 || len(options) > most {
		c.fault(at+"/options", "there are %d options", len(options))
	}
	seen := map[string]bool{}
	for i, o := range options {
		at := fmt.Sprintf("%s/options/%d", at, i)
		c.text(at+"/text", o.Text, mostOptionText, "plain_text", "mrkdwn")
		if n := utf8.RuneCountInString(o.Value); n == 0 || n > mostOptionValue || seen[o.Value] {
			c.fault(at+"/value", "value %q is empty, too long or there twice", o.Value)
		}
		seen[o.Value] = true
		if o.Description != nil {
			c.text(at+"/description", *o.Description, mostOptionText, "plain_text", "mrkdwn")
		}
	}
}

// row checks a block of elements to press.
func (c *checker) row(at, block string, most int, raw []byte) {
	var b struct {
		Type     string            `json:"type"`
		BlockID  string            `json:"block_id"`
		Elements []json.RawMessage `json:"elements"`
	}
	if !c.decode(at, raw, &b) {
		return
	}
	if len(b.Elements) == 0 || len(b.Elements) > most {
		c.fault(at+"/elements", "there are %d elements", len(b.Elements))
	}
	c.blockID(at, b.BlockID)
	ids := map[string]bool{}
	for i, e := range b.Elements {
		c.element(fmt.Sprintf("%s/elements/%d", at, i), block, e, ids)
	}
}

// input checks a field of a form.
func (c *checker) input(at string, raw []byte) {
	var b struct {
		Type           string          `json:"type"`
		BlockID        string          `json:"block_id"`
		Label          textObject      `json:"label"`
		Hint           *textObject     `json:"hint"`
		Element        json.RawMessage `json:"element"`
		Optional       bool            `json:"optional"`
		DispatchAction bool            `json:"dispatch_action"`
	}
	if !c.decode(at, raw, &b) {
		return
	}
	c.blockID(at, b.BlockID)
	c.text(at+"/label", b.Label, mostLabel, "plain_text")
	if b.Hint != nil {
		c.text(at+"/hint", *b.Hint, mostLabel, "plain_text")
	}
	c.element(at+"/element", "input", b.Element, map[string]bool{})
}

// blockID checks that no two blocks have one id.
func (c *checker) blockID(at, id string) {
	if id == "" {
		return
	}
	if len(id) > mostActionID || c.blockIDs[id] {
		c.fault(at+"/block_id", "block_id %q is too long or there twice", id)
	}
	if c.blockIDs == nil {
		c.blockIDs = map[string]bool{}
	}
	c.blockIDs[id] = true
}
