package bot

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/nutgraf/nutgraf/bot/post"
	"github.com/nutgraf/nutgraf/briefing"
)

// How a delivery comes to be shown once, whatever happens to this program, the network or the service:
//
//	planned   the words are fixed, and never worked out again
//	sending   on disk before a byte of it leaves: from now on it may be shown
//	posted    the service said so, or it was found in the history
//	refused   the service refuses it in every form, or nobody took it for too long
//
// A part that is found sending is never sent again on a guess, see recover.go. The parts go strictly in order.

const (
	sendTime = 10 * time.Second
	maxSends = 5 // of one part: what is still not shown then is not the network's fault
	markSize = 25
)

// fix makes the delivery of what was composed, in messages that the chat can hold. Its parts carry marks that nobody can guess and
// every run makes again.
func (b *Bot) fix(a *attempt, c composed, to briefing.Channel, failed string) briefing.Delivery {
	d := briefing.Delivery{Job: a.job.ID, Channel: to, From: a.job.From, Outcome: c.outcome, Planned: b.now(), Failed: failed}
	if len(c.post.Parts) == 0 {
		return d
	}
	for _, whole := range append([]post.Post{c.post}, c.under...) {
		for _, p := range post.Split(whole, messageSize(a.chat)) {
			i := len(d.Parts)
			p.Key, p.Mark = partKey(d.Job, i), ""
			d.Parts = append(d.Parts, briefing.DeliveryPart{
				Body: post.Encode(p), Mark: b.mark(d, a.job.Attempts, i), Under: i > 0, State: briefing.PartPlanned, Facts: factsOf(p),
			})
		}
	}
	return d
}

// messageSize is how many characters one message of a chat holds.
func messageSize(c Chat) int {
	if s, ok := c.(Sized); ok && s.MessageSize() > 0 {
		return s.MessageSize()
	}
	return post.Budget
}

// factsOf are the facts whose sources a post names.
func factsOf(p post.Post) []briefing.FactID {
	var facts []briefing.FactID
	for _, part := range p.Parts {
		if part.Source != nil && part.Source.Fact != "" {
			facts = append(facts, part.Source.Fact)
		}
	}
	return facts
}

// partKey is the key of a part of a job.
func partKey(job string, i int) string {
	if i == 0 {
		return job
	}
	return job + "#" + strconv.Itoa(i+1)
}

// mark is that of a part. A job that failed, and is composed again, says something else under other marks.
func (b *Bot) mark(d briefing.Delivery, attempt, i int) string {
	h := hmac.New(sha256.New, b.markKey)
	h.Write([]byte(d.Job + "\x00" + strconv.Itoa(i)))
	if d.Failed != "" {
		h.Write([]byte("\x00failed " + strconv.Itoa(attempt)))
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)))[:markSize]
}

// deliver brings the parts of a delivery to their chat, one after the other.
func (b *Bot) deliver(ctx context.Context, a *attempt) error {
	d := &a.delivery
	for i := range d.Parts {
		if i > 0 && d.Parts[0].State == briefing.PartRefused {
			refuseRest(d, "the message it belongs under was refused")
			return nil
		}
		if d.Parts[i].State == briefing.PartSending {
			if err := b.recover(ctx, a, i); err != nil {
				return err
			}
		}
		if s := d.Parts[i].State; s == briefing.PartPlanned || s == briefing.PartSending {
			if err := b.postPart(ctx, a, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// postPart sends a part until it is posted or refused in every form. Any error means that it is tried again later. A part that is in
// doubt, because it was given to the service before and may be shown, stays so whatever the service says about another copy of it:
// only what names its mark, a receipt or a look into the history, ends the doubt.
func (b *Bot) postPart(ctx context.Context, a *attempt, i int) error {
	part := &a.delivery.Parts[i]
	p, err := post.Decode(part.Body)
	if err != nil {
		return &parkedError{"what was planned cannot be read: " + err.Error()}
	}
	plainer, whole := p.Plainer(), part.Body
	for {
		before := *part
		p.Key, p.Mark, p.Reply, p.Again = partKey(a.job.ID, i), part.Mark, a.reply(part), before.State != briefing.PartPlanned
		receipt, err := b.armAndSend(ctx, a, i, p)
		var refused *RefusedError
		switch {
		case err == nil:
			b.posted(a, part, receipt)
			return nil
		case !errors.As(err, &refused):
			return b.unsettled(a, part, before, err)
		}
		if before.State == briefing.PartPlanned {
			b.cleared(part)
		} else if !refused.Gone && (len(plainer) <= 1 || !b.repeatable(a, part)) {
			return &delayError{wait: max(b.unsettledFor(part), firstWait), cause: err}
		}
		if refused.Gone || len(plainer) == 0 {
			return b.refused(ctx, a, part, refused)
		}
		b.log.Warn("post refused: trying it in plainer words", "job", a.job.ID, "part", i+1, "error", err)
		p, plainer = plainer[0], plainer[1:]
		part.Body = post.Encode(p)
		if len(plainer) == 0 {
			part.Body, a.delivery.Outcome = whole, untold(a.delivery.Outcome)
		}
	}
}

// untold is what is remembered of an answer of which the last form was shown, which tells nothing: that it was given, with the words in
// its delivery, for who asks for the last answer.
func untold(o briefing.Outcome) briefing.Outcome {
	out := briefing.Outcome{Retracted: o.Retracted}
	if o.Turn != nil && o.Turn.Answer != "" {
		turn := *o.Turn
		turn.Facts = nil
		out.Thread, out.Turn = o.Thread, &turn
	}
	return out
}

// armAndSend writes down that a part is being sent, and sends it.
func (b *Bot) armAndSend(ctx context.Context, a *attempt, i int, p post.Post) (Receipt, error) {
	part, to := &a.delivery.Parts[i], place(a.delivery, i)
	open, err := b.gates.enter(a.chat.Service(), to)
	if err != nil {
		return Receipt{}, err
	}
	before := *part
	part.State, part.Armed, part.Boot = briefing.PartSending, b.now(), b.boot
	part.Attempts++
	if err := b.memory.PutDelivery(ctx, a.delivery); err != nil {
		open(nil)
		*part = before
		return Receipt{}, fmt.Errorf("arm part %d: %w", i+1, err)
	}
	b.armed.note(part.Mark)
	r, err := b.send(ctx, a.chat, to, p)
	open(err)
	return r, err
}

// reply is the way back to who asked, for the first part alone: a repetition over it takes the place of all that went the same way.
func (a *attempt) reply(part *briefing.DeliveryPart) string {
	if part.Under {
		return ""
	}
	return a.job.Reply
}

// place is where a part goes: under the first message, where there can be a thread.
func place(d briefing.Delivery, i int) briefing.Channel {
	to := d.Channel
	if d.Parts[i].Under && to.Thread == "" {
		to.Thread = d.Parts[0].Thread
	}
	return to
}

// send gives a post to a chat. A panic is an error after which it may be shown.
func (b *Bot) send(ctx context.Context, chat Chat, to briefing.Channel, p post.Post) (r Receipt, err error) {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	err = recovered(ctx, func(ctx context.Context) error {
		r, err = chat.Send(ctx, to, p)
		return err
	})
	var panicked *panicError
	if errors.As(err, &panicked) {
		b.log.Error("panic", "job", p.Key, "panic", panicked.value, "stack", string(panicked.stack))
	}
	return r, err
}

// posted notes that a part is shown. It is on disk with the next part that is armed, or with how the try ends.
func (b *Bot) posted(a *attempt, part *briefing.DeliveryPart, r Receipt) {
	b.armed.forget(part.Mark)
	part.State, part.Posted, part.At = briefing.PartPosted, r.ID, r.At
	if part.At.IsZero() {
		part.At = b.now()
	}
	if t, ok := a.chat.(Threaded); ok && !part.Under && t.Threads(a.delivery.Channel) {
		part.Thread = r.Thread
	}
	b.meter.Posted(a.chat.Service(), "posted")
}

// unsettled is what follows from an error that is no refusal, of a part that stood as before when it was to be sent.
func (b *Bot) unsettled(a *attempt, part *briefing.DeliveryPart, before briefing.DeliveryPart, err error) error {
	if part.Attempts == before.Attempts { // it was not even armed
		return err
	}
	b.meter.Posted(a.chat.Service(), "retried")
	if notGiven(err) {
		*part = before
		if before.State == briefing.PartPlanned {
			b.cleared(part)
		}
		return err
	}
	return &delayError{wait: b.lookAgain(a, part), cause: err}
}

// notGiven reports whether an error proves that the service never had the words: it asked for patience, or there was no reaching it.
func notGiven(err error) bool {
	var op *net.OpError
	return errors.As(err, new(*BusyError)) || errors.As(err, &op) && op.Op == "dial"
}

// cleared notes that a part is certainly not shown.
func (b *Bot) cleared(part *briefing.DeliveryPart) {
	b.armed.forget(part.Mark)
	part.State = briefing.PartPlanned
}

// refused notes that a part will never be shown, and where its channel takes nothing any more, what follows from that.
func (b *Bot) refused(ctx context.Context, a *attempt, part *briefing.DeliveryPart, why *RefusedError) error {
	b.log.Error("post refused: nobody has seen it", "job", a.job.ID, "channel", a.delivery.Channel, "error", why)
	b.meter.Posted(a.chat.Service(), "refused")
	part.State, part.Reason = briefing.PartRefused, why.Reason
	if a.job.Kind == briefing.JobShare && !a.delivery.Shown() {
		if err := b.unshared(ctx, a, why.Reason); err != nil {
			return err
		}
	}
	if !why.Gone {
		return nil
	}
	refuseRest(&a.delivery, why.Reason)
	return b.gone(ctx, a, why.Reason)
}

// refuseRest gives up what was not shown.
func refuseRest(d *briefing.Delivery, reason string) {
	for i := range d.Parts {
		if p := &d.Parts[i]; p.State == briefing.PartPlanned {
			p.State, p.Reason = briefing.PartRefused, reason
		}
	}
}

// finished is a delivery as its job ends with it. What nobody has seen is not remembered, and a turn that belongs under a message of
// the bot now knows its thread.
func finished(d briefing.Delivery) briefing.Delivery {
	if len(d.Parts) == 0 {
		return d
	}
	if !d.Shown() {
		d.Outcome = briefing.Outcome{Retracted: d.Outcome.Retracted} // what was taken back is, whoever was told so
	}
	if o := &d.Outcome; o.Turn != nil && o.Thread.Thread == "" {
		o.Thread.Thread = d.Parts[0].Thread
	}
	return d
}
