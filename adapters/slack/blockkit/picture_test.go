package blockkit

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPictures writes the main messages into the folder that NUTGRAF_PICTURES names: the JSON of each, as the Block Kit Builder takes it, and
// a page for each that lays it out about as Slack does, on a desktop, on a telephone and in a notification, to be looked at in a browser.
func TestPictures(t *testing.T) {
	folder := os.Getenv("NUTGRAF_PICTURES")
	if folder == "" {
		t.Skip("NUTGRAF_PICTURES names no folder for pictures")
	}
	write := func(name string, body []byte) {
		if err := os.WriteFile(filepath.Join(folder, name), body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range samples() {
		messages := rendered(s)
		write(s.name+".json", indented(t, messages))
		var shown, notified strings.Builder
		for i, m := range messages {
			if i == 1 {
				shown.WriteString(`<div class="thread">in the thread</div>`)
			}
			shown.WriteString(`<div class="message"><div class="face">n</div><div class="body"><div class="name">nutgraf <span class="app">APP</span> <time>10:12</time></div>`)
			if s.private {
				shown.WriteString(`<div class="only">Only visible to you</div>`)
			}
			shown.WriteString(drawn(t, m["blocks"]) + `</div></div>`)
		}
		line := strings.Join(strings.Fields(messages[0]["text"].(string)), " ")
		if cut := []rune(line); len(cut) > 140 {
			line = string(cut[:140]) + "…"
		}
		fmt.Fprintf(&notified, `<div class="note"><b>nutgraf in #harbour</b><br>%s</div>`, line) // escaped already
		write(s.name+".html", page(`<div class="desktop">`+shown.String()+`</div><div class="side">`+notified.String()+
			`<div class="phone">`+shown.String()+`</div></div>`))
	}
	for name, v := range sampleViews() {
		write(name+".json", indented(t, v))
		var view struct {
			Title, Submit, Close struct{ Text string }
			Blocks               json.RawMessage
		}
		if err := json.Unmarshal(encoded(t, v), &view); err != nil {
			t.Fatal(err)
		}
		body := drawn(t, view.Blocks)
		if view.Title.Text != "" {
			body = `<h2>` + html.EscapeString(view.Title.Text) + `</h2>` + body + `<div class="foot"><span class="button">` + html.EscapeString(view.Close.Text) +
				`</span>`
			if view.Submit.Text != "" {
				body += ` <span class="button primary">` + html.EscapeString(view.Submit.Text) + `</span>`
			}
			body += `</div>`
		}
		write(name+".html", page(`<div class="desktop modal">`+body+`</div><div class="side"><div class="phone">`+body+`</div></div>`))
	}
}

func page(body string) []byte {
	return []byte(`<!doctype html><meta charset="utf-8"><style>
body{margin:0;padding:24px;background:#e8e8e8;font:15px/1.46 Lato,sans-serif;color:#1d1c1d;display:flex;gap:24px;align-items:flex-start;width:1180px}
.desktop{width:720px;background:#fff;padding:16px 20px;box-sizing:border-box}.modal{width:520px}
.side{width:375px}.phone{width:375px;background:#fff;padding:12px;box-sizing:border-box;font-size:15px}
.note{background:#fff;border-radius:10px;padding:10px 12px;margin-bottom:20px;font-size:14px}
.message{display:flex;gap:8px;margin-bottom:14px}.face{width:36px;height:36px;border-radius:4px;background:#611f69;color:#fff;text-align:center;line-height:36px;flex:none}
.body{min-width:0;flex:1}.name{font-weight:900}.name time,.app{font-weight:400;font-size:12px;color:#616061}.app{background:#ddd;padding:0 3px;font-size:10px}
.only,.thread{font-size:13px;color:#616061}.thread{margin:4px 0 10px 44px}
.block{margin:8px 0;overflow-wrap:anywhere}.header{font-size:18px;font-weight:900}.rich p{margin:0;white-space:pre-wrap}
.rich blockquote{margin:4px 0;padding-left:12px;border-left:4px solid #ddd;white-space:pre-wrap}.context{font-size:13px;color:#616061}
.buttons{display:flex;flex-wrap:wrap;gap:8px}.button{border:1px solid #bbb;border-radius:4px;padding:4px 12px;font-weight:700;font-size:14px;background:#fff}
.primary{background:#007a5a;color:#fff;border-color:#007a5a}.thumbs{color:#616061;font-size:13px}hr{border:0;border-top:1px solid #ddd}
.input label{font-weight:700;display:block}.input .field{border:1px solid #999;border-radius:4px;padding:6px 10px;min-height:20px}.input .field.many{min-height:60px}
.empty{color:#888}.hint,.optional{color:#616061;font-size:13px;font-weight:400}a{color:#1264a3;text-decoration:none}.foot{text-align:right;padding-top:10px}
</style>` + body)
}

// drawn is blocks about as Slack's clients draw them.
func drawn(t *testing.T, blocks any) string {
	t.Helper()
	var list []map[string]any
	if err := json.Unmarshal(encoded(t, blocks), &list); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, one := range list {
		switch kind := text(one, "type"); kind {
		case "header":
			b.WriteString(`<div class="block header">` + html.EscapeString(text(one, "text", "text")) + `</div>`)
		case "divider":
			b.WriteString(`<hr>`)
		case "rich_text":
			b.WriteString(`<div class="block rich">` + drawnRich(one) + `</div>`)
		case "context":
			for _, e := range each(one, "elements") {
				b.WriteString(`<div class="block context">` + text(e, "text") + `</div>`) // escaped, as Slack takes it
			}
		case "section":
			b.WriteString(`<div class="block">` + html.EscapeString(text(one, "text", "text")) + `</div>`)
		case "actions", "context_actions":
			b.WriteString(`<div class="block buttons">`)
			for _, e := range each(one, "elements") {
				b.WriteString(drawnElement(e))
			}
			b.WriteString(`</div>`)
		case "input":
			b.WriteString(`<div class="block input"><label>` + html.EscapeString(text(one, "label", "text")))
			if one["optional"] == true {
				b.WriteString(` <span class="optional">(optional)</span>`)
			}
			b.WriteString(`</label>` + drawnElement(one["element"].(map[string]any)) + `<span class="hint">` + html.EscapeString(text(one, "hint", "text")) + `</span></div>`)
		default:
			t.Errorf("no picture of a %s", kind)
		}
	}
	return b.String()
}

func drawnRich(block map[string]any) string {
	var b strings.Builder
	for _, e := range each(block, "elements") {
		tag := "p"
		if text(e, "type") == "rich_text_quote" {
			tag = "blockquote"
		}
		b.WriteString("<" + tag + ">")
		for _, w := range each(e, "elements") {
			words := html.EscapeString(text(w, "text"))
			if style, _ := w["style"].(map[string]any); style["bold"] == true {
				words = "<b>" + words + "</b>"
			}
			if url := text(w, "url"); url != "" {
				words = `<a href="` + html.EscapeString(url) + `">` + words + `</a>`
			}
			b.WriteString(words)
		}
		b.WriteString("</" + tag + ">")
	}
	return b.String()
}

func drawnElement(e map[string]any) string {
	switch text(e, "type") {
	case "overflow":
		var options []string
		for _, o := range each(e, "options") {
			options = append(options, text(o, "text", "text"))
		}
		return `<span class="button" title="` + html.EscapeString(strings.Join(options, ", ")) + `">⋯</span>`
	case "feedback_buttons":
		return `<span class="thumbs">👍 ` + html.EscapeString(text(e, "positive_button", "text", "text")) + ` &nbsp; 👎 ` +
			html.EscapeString(text(e, "negative_button", "text", "text")) + `</span>`
	case "button":
		return `<span class="button ` + text(e, "style") + `">` + html.EscapeString(text(e, "text", "text")) + `</span>`
	case "plain_text_input":
		many := ""
		if e["multiline"] == true {
			many = " many"
		}
		if v := text(e, "initial_value"); v != "" {
			return `<div class="field` + many + `">` + html.EscapeString(v) + `</div>`
		}
		return `<div class="field empty` + many + `">` + html.EscapeString(text(e, "placeholder", "text")) + `</div>`
	}
	chosen := text(e, "initial_option", "text", "text")
	if chosen == "" {
		chosen = text(e, "placeholder", "text")
	}
	return `<div class="field">` + html.EscapeString(chosen) + ` ▾</div>`
}

// text is a string deep in JSON, or "".
func text(v map[string]any, path ...string) string {
	for _, key := range path[:len(path)-1] {
		v, _ = v[key].(map[string]any)
	}
	s, _ := v[path[len(path)-1]].(string)
	return s
}

func each(v map[string]any, key string) (out []map[string]any) {
	list, _ := v[key].([]any)
	for _, e := range list {
		if m, ok := e.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}
