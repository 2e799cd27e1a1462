package blockkit

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// The callback_ids of forms: what a submission is about.
const (
	SubscribeForm = "subscribe"
	WrongForm     = "wrong"
)

// inputID is the action_id of the element in each block of a form; the block's id names the field.
const inputID = "value"

// Private is what a form carries along unseen: where what it asks for is to be done, and what it is about. Slack hands it back with the
// submission and shows it to nobody, but it is no secret from the workspace.
type Private struct {
	Channel string `json:"channel,omitempty"` // where the answer belongs
	Thread  string `json:"thread,omitempty"`
	Person  string `json:"person,omitempty"`  // who alone sees it
	About   string `json:"about,omitempty"`   // the command of the button that opened it
	Message string `json:"message,omitempty"` // the timestamp of the message with that button
	Was     string `json:"was,omitempty"`     // see command.Form
	Again   string `json:"again,omitempty"`   // see command.Form
}

// encode is p as private_metadata. What is too long for it comes from nobody's button, and is left out.
func (p Private) encode() string {
	body, err := json.Marshal(p)
	if err != nil || length(string(body)) > maxPrivateMetadata {
		return "{}"
	}
	return string(body)
}

// PrivateOf is what a form carried along; ok is false where that is not in the form that these have.
func PrivateOf(metadata string) (p Private, ok bool) {
	return p, json.Unmarshal([]byte(metadata), &p) == nil
}

// Loading is the form to open at once, while the one to put in its place is being made: a press opens one for three seconds only.
func Loading(title string) slack.ModalViewRequest {
	return modal(title, "", "", slack.NewSectionBlock(plain("One moment …", maxSectionText), nil, nil))
}

// Wrong asks what is wrong with an answer.
func Wrong(about Private) slack.ModalViewRequest {
	v := modal("What is wrong?", WrongForm, "Send",
		input("reason", "What does the answer get wrong?", "It is kept with the answer, for those who look after the bot.", false,
			lines(typed("", 1000, "It was Tuesday, not Monday."))))
	v.PrivateMetadata = about.encode()
	return v
}

// WrongReason is what somebody wrote in Wrong.
func WrongReason(values Values) string { return values.of("reason") }

// Values is the state of a submitted form: https://docs.slack.dev/reference/views/view-submission-payloads
type Values map[string]map[string]struct {
	Value  *string  `json:"value"`
	Chosen *option  `json:"selected_option"`
	Ticked []option `json:"selected_options"`
	Place  string   `json:"selected_conversation"`
}

type option struct {
	Value string `json:"value"`
}

// of is what a field holds.
func (v Values) of(field string) string {
	e := v[field][inputID]
	switch {
	case e.Value != nil:
		return *e.Value
	case e.Chosen != nil && e.Chosen.Value != defaultChoice:
		return e.Chosen.Value
	case len(e.Ticked) > 0:
		return e.Ticked[0].Value
	}
	return e.Place
}

// defaultChoice is the value of the choice that stands for none: Slack takes no empty one.
const defaultChoice = "default"

// modal is a form. Without a word on its button there is nothing to submit.
func modal(title, callback, submit string, blocks ...slack.Block) slack.ModalViewRequest {
	v := slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain(title, maxViewTitle), CallbackID: callback, Close: plain("Cancel", maxViewTitle),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
	if submit != "" {
		v.Submit = plain(submit, maxViewTitle)
	}
	return v
}

// input is a field of a form.
func input(field, label, hint string, optional bool, element slack.BlockElement) *slack.InputBlock {
	var below *slack.TextBlockObject
	if hint != "" {
		below = plain(hint, maxHint)
	}
	return slack.NewInputBlock(field, plain(label, maxLabel), below, element).WithOptional(optional)
}

// typed is a line to type in, of at most a number of characters.
func typed(value string, most int, example string) *slack.PlainTextInputBlockElement {
	e := slack.NewPlainTextInputBlockElement(nil, inputID)
	if example != "" {
		e.Placeholder = plain(example, maxPlaceholder)
	}
	e.MaxLength = min(most, maxInput)
	e.InitialValue = clip(value, e.MaxLength)
	return e
}

// lines is typed with room for more than one line.
func lines(e *slack.PlainTextInputBlockElement) *slack.PlainTextInputBlockElement {
	e.Multiline = true
	return e
}

// choose is a menu of values with what each says; the first is the one that stands for none.
func choose(value string, options ...[2]string) slack.BlockElement {
	var all []*slack.OptionBlockObject
	chosen := 0
	for i, o := range options {
		all = append(all, slack.NewOptionBlockObject(o[0], plain(o[1], maxOptionText), nil))
		if o[0] == value {
			chosen = i
		}
	}
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, inputID, all...)
	e.InitialOption = all[chosen]
	return e
}
