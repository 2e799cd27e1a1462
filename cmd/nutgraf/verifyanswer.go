package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
	"github.com/nutgraf/nutgraf/store"
)

// comparison is an answer as it was given beside the same question asked again.
type comparison struct {
	ID       string      `json:"id"`
	Question string      `json:"question"`
	Given    string      `json:"given"`
	Same     bool        `json:"same"`
	Engine   [2]string   `json:"engine"` // then and now
	Then     string      `json:"then"`   // the text as it was given
	Now      string      `json:"now"`    // the text now
	Gone     []factState `json:"gone"`   // facts that are no longer cited
	New      []factState `json:"new"`    // facts that were not cited then
}

// factState is a fact that only one of two answers cites.
type factState struct {
	Fact      string  `json:"fact"`
	Source    string  `json:"source"` // outlet, headline and date
	Quote     string  `json:"quote"`
	Withdrawn *string `json:"withdrawn"` // since when its article has another text; null while it holds
	Lost      string  `json:"lost,omitempty"`
}

// verifyAnswer asks the question of an answer again and says whether the answer is the same.
func verifyAnswer(ctx context.Context, db database, id briefing.AnswerID, asJSON bool, std streams) (err error) {
	h, err := openLibrary(ctx, db, std)
	if err != nil {
		return err
	}
	defer h.close(&err)
	told, err := h.db.Told(ctx, id)
	if errors.Is(err, briefing.ErrNotFound) {
		return fmt.Errorf("no answer %s is kept in %s: the id is the last word of an answer, and answers are kept for 90 days", oneLine(string(id)), db.path)
	}
	if err != nil {
		return err
	}
	c, err := h.compare(ctx, told)
	if err != nil {
		return err
	}
	if asJSON {
		err = printJSON(std.out, c)
	} else {
		_, err = fmt.Fprint(std.out, c.plain())
	}
	if err == nil && !c.Same {
		err = fmt.Errorf("answer %s has changed", id)
	}
	return err
}

// compare asks a question again.
func (h *house) compare(ctx context.Context, told briefing.Told) (comparison, error) {
	again, err := h.answer.Answer(ctx, told.Question)
	if err != nil {
		return comparison{}, err
	}
	c := comparison{
		ID: string(told.Answer), Question: told.Question.Text, Given: told.At.UTC().Format(time.RFC3339), Same: again.Says() == told.Says,
		Engine: [2]string{told.Engine, again.Engine}, Then: told.Text, Now: post.Answer(again).Plain().Reveal(),
		Gone: []factState{}, New: []factState{},
	}
	now := briefing.Tell(told.Question, again, "", time.Time{}).Facts
	for _, side := range []struct {
		facts, other []briefing.FactID
		states       *[]factState
	}{{told.Facts, now, &c.Gone}, {now, told.Facts, &c.New}} {
		for _, id := range side.facts {
			if slices.Contains(side.other, id) {
				continue
			}
			state, err := h.stateOf(ctx, id)
			if err != nil {
				return comparison{}, err
			}
			*side.states = append(*side.states, state)
		}
	}
	return c, nil
}

// stateOf looks a fact up at its place.
func (h *house) stateOf(ctx context.Context, id briefing.FactID) (factState, error) {
	state := factState{Fact: string(id)}
	revision, span, ok := id.Place()
	if !ok {
		state.Lost = "the id is none of a fact"
		return state, nil
	}
	err := h.db.View(ctx, func(v *store.View) error {
		article, err := v.Article(revision)
		if errors.Is(err, briefing.ErrNotFound) {
			state.Lost = "its article is not in the database"
			return nil
		}
		if err != nil {
			return err
		}
		state.Source = post.SourceOf(briefing.Citation{Outlet: article.Outlet, Headline: article.Headline, URL: article.URL, Published: article.Published}).Line().Reveal()
		state.Quote = span.Of(article.Text)
		if since, withdrawn := v.Withdrawn(revision); withdrawn {
			state.Withdrawn = timeJSON(since.UTC())
		}
		return nil
	})
	return state, err
}

// plain tells a comparison to a person.
func (c comparison) plain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "answer %s of %s: %s\n", c.ID, c.Given, oneLine(c.Question))
	if c.Same {
		b.WriteString("same: asked again, it says the same.\n")
		return b.String()
	}
	fmt.Fprintf(&b, "changed since %s\n", c.Given)
	if c.Engine[0] != c.Engine[1] {
		fmt.Fprintf(&b, "- another version of nutgraf answered then: engine %s, now %s\n", c.Engine[0], c.Engine[1])
	}
	for _, f := range c.Gone {
		switch {
		case f.Lost != "":
			fmt.Fprintf(&b, "- gone: %s: %s\n", f.Fact, f.Lost)
		case f.Withdrawn != nil:
			fmt.Fprintf(&b, "- withdrawn %s: %s · %s\n", *f.Withdrawn, f.Source, post.Quoted(f.Quote))
		default:
			fmt.Fprintf(&b, "- no longer cited, though it holds: %s · %s\n", f.Source, post.Quoted(f.Quote))
		}
	}
	for _, f := range c.New {
		fmt.Fprintf(&b, "- new: %s · %s\n", f.Source, post.Quoted(f.Quote))
	}
	if len(c.Gone)+len(c.New) == 0 {
		b.WriteString("- the same facts, told otherwise\n")
	}
	fmt.Fprintf(&b, "\nIt says now:\n%s\n", c.Now)
	return b.String()
}
