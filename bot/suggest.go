package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

const (
	maxSuggestions  = 8               // that are looked for at once, whoever asks for fewer
	suggestStories  = 16              // of the latest news, whose names are asked about
	suggestFor      = 5 * time.Minute // a list is used while the library changes
	suggestTime     = 2 * time.Second // for making one: somebody waits
	maxSuggestedLen = 70              // characters of a suggestion: Slack cuts the title of a prompt at some 75
)

// suggestions are lists of questions that have an answer, by what may not be seen.
type suggestions struct {
	mu    sync.Mutex
	lists map[string]suggestionList
}

type suggestionList struct {
	questions []string
	sequence  uint64 // of the library when they were asked
	at        time.Time
}

// Suggest lists up to n questions that the library can answer: about the names in the latest news, each asked before it is suggested.
// The same library gives the same questions.
func (b *Bot) Suggest(ctx context.Context, in briefing.Channel, n int) ([]string, error) {
	hidden := b.hidden(in)
	e, err := b.answerer.Extent(ctx, hidden)
	if err != nil {
		return nil, fmt.Errorf("extent of what can be asked about: %w", err)
	}
	if e.Articles == 0 || n <= 0 {
		return nil, nil
	}
	b.suggested.mu.Lock()
	defer b.suggested.mu.Unlock()
	key, now := strings.Join(hidden, "\x00"), b.now()
	list, known := b.suggested.lists[key]
	if age := now.Sub(list.at); !known || list.sequence != e.Sequence && (age < 0 || age >= suggestFor) {
		ctx, cancel := context.WithTimeout(ctx, suggestTime)
		defer cancel()
		questions, err := b.suggest(ctx, hidden, e)
		if err != nil {
			return nil, err
		}
		list = suggestionList{questions, e.Sequence, now}
		if b.suggested.lists == nil || len(b.suggested.lists) >= 100 {
			b.suggested.lists = map[string]suggestionList{}
		}
		b.suggested.lists[key] = list
	}
	return slices.Clone(list.questions[:min(n, len(list.questions))]), nil
}

// suggest asks about the names of the latest news until there are enough questions with an answer, or no time is left.
func (b *Bot) suggest(ctx context.Context, hidden []string, e briefing.Extent) ([]string, error) {
	stories, err := b.latestStories(ctx, hidden, e)
	if err != nil {
		return nil, err
	}
	var out, used []string
	for _, s := range stories {
		for _, name := range namesOf(s) {
			if len(out) == maxSuggestions || ctx.Err() != nil {
				return out, nil
			}
			if slices.ContainsFunc(used, func(u string) bool { return strings.Contains(u, name) || strings.Contains(name, u) }) {
				continue
			}
			used = append(used, name)
			if q := b.answerable(ctx, name, len(out), hidden); q != "" {
				out = append(out, q)
				break
			}
		}
	}
	return out, nil
}

// latestStories are the stories of the last week with news.
func (b *Bot) latestStories(ctx context.Context, hidden []string, e briefing.Extent) ([]briefing.DigestStory, error) {
	to := b.now()
	if !e.Newest.IsZero() && e.Newest.Before(to) {
		to = e.Newest.Add(time.Second)
	}
	for _, days := range []int{7, 60} {
		d, err := b.compiler.Compile(ctx, briefing.Edition{
			Subscription: briefing.Subscription{Max: suggestStories}, From: to.AddDate(0, 0, -days), To: to, Hidden: hidden,
		})
		if err != nil {
			return nil, fmt.Errorf("latest news: %w", err)
		}
		if len(d.Stories) > 0 {
			return d.Stories, nil
		}
	}
	return nil, nil
}

// answerable is a question about a name that has an answer about it, or "". Which form is tried first goes round.
func (b *Bot) answerable(ctx context.Context, name string, round int, hidden []string) string {
	forms := []string{"what is new about " + name + "?", "what did " + name + " say?", "brief me on " + name, "timeline " + name}
	for i := range forms {
		q := forms[(round+i)%len(forms)]
		if utf8.RuneCountInString(q) > maxSuggestedLen {
			continue
		}
		a, err := b.answerer.Answer(ctx, briefing.Question{Text: q, Hidden: hidden})
		if err != nil {
			return ""
		}
		about := slices.ContainsFunc(a.Points, func(p briefing.Point) bool { return strings.Contains(p.Text+" "+p.Lead, name) })
		if about && a.Kind != briefing.AnswerUnknown && a.Kind != briefing.AnswerAmbiguous && a.Kind != briefing.AnswerHelp {
			return q
		}
	}
	return ""
}

// namesOf are the names in a story's sentences, in their order: two to four words in a row with a capital.
func namesOf(s briefing.DigestStory) []string {
	var names []string
	for _, p := range s.Points {
		var run []string
		end := func() {
			if len(run) > 0 && slices.Contains(articlesOfNames, run[0]) {
				run = run[1:]
			}
			if name := strings.Join(run, " "); len(run) >= 2 && len(run) <= 4 && !slices.Contains(names, name) {
				names = append(names, name)
			}
			run = nil
		}
		for word := range strings.FieldsSeq(wording.Visible(p.Text)) {
			bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
			first, _ := utf8.DecodeRuneInString(bare)
			if !unicode.IsUpper(first) || !strings.HasPrefix(word, bare) || strings.ContainsAny(bare, "'’<>&|@#") {
				end()
				continue
			}
			run = append(run, bare)
			if bare != word {
				end()
			}
		}
		end()
	}
	return names
}

// articlesOfNames begin sentences, and no name that one asks about.
var articlesOfNames = []string{"The", "A", "An", "In", "On", "At", "But", "And", "For", "From", "After", "Before", "When", "While", "Two", "Three"}
