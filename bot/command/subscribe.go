package command

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nutgraf/nutgraf/bot/wording"
	"github.com/nutgraf/nutgraf/briefing"
)

// Subscribe is what the words behind "subscribe" ask for.
type Subscribe struct {
	Me                    bool   // told to the person alone
	Instead               string // the name of the one it takes the place of; "" means that of its own name
	briefing.Subscription        // its name, what it is about and when; no id, channel or progress
}

// ParseSubscribe reads the words behind "subscribe". Its clauses may stand in any order; only topics need no word before them:
//
//	[me] [to] TOPIC, TOPIC            everything, or words a story must have
//	from OUTLET, OUTLET               the only ones that are told
//	without OUTLET, OUTLET            the ones that are not
//	only with WORD, WORD              a story must have one of them
//	not WORD, WORD                    and none of these
//	at 08:00 and 17:30                also 8am, 8:30 pm, noon
//	on weekdays, every Monday         also mon-fri, every day except Sunday
//	Europe/Berlin                     also UTC, or a city that names a zone
//	cron "30 8 * * 1-5"               instead of times and days
//	at most 5, headlines|short|full, except 25 Dec and 2026-05-01, skip empty days, even when nothing is new,
//	rather twice than missing, as NAME, instead of NAME
//
// What stands between quotation marks is taken as it is. zone is that of a subscription that names none. Errors are one line for the
// person who wrote it.
func ParseSubscribe(words, zone string) (Subscribe, error) {
	tokens, err := tokensOf(wording.OneLine(wording.Visible(words)))
	if err != nil {
		return Subscribe{}, err
	}
	p := &subscribing{words: tokens, list: &topicList}
	if p.next("me") {
		p.out.Me = true
		p.at++
	}
	for p.at < len(p.words) {
		if err := p.step(); err != nil {
			return Subscribe{}, err
		}
	}
	return p.finish(zone)
}

// subscribing is the state of reading: which list the words go to, if any.
type subscribing struct {
	words []token
	at    int
	out   Subscribe
	list  *list // nil behind a clause that is no list
	item  []string
	exact bool // the item has words between quotation marks
	named bool
}

// list is a clause of items that are a stranger's words.
type list struct {
	of  func(*briefing.Subscription) *[]string
	and bool // "and" and "or" part items as a comma does
}

var (
	topicList   = list{func(s *briefing.Subscription) *[]string { return &s.Topics }, false}
	outletList  = list{func(s *briefing.Subscription) *[]string { return &s.Outlets }, true}
	withoutList = list{func(s *briefing.Subscription) *[]string { return &s.Without }, true}
	includeList = list{func(s *briefing.Subscription) *[]string { return &s.Include }, true}
	excludeList = list{func(s *briefing.Subscription) *[]string { return &s.Exclude }, true}
	nameList    = list{}
	insteadList = list{}
)

// step reads a clause's opening words, or one word of the clause that is open.
func (p *subscribing) step() error {
	if opened, err := p.open(); opened || err != nil {
		return err
	}
	if p.list == nil {
		return p.plain()
	}
	p.word()
	return nil
}

// word reads one word of the list that is open.
func (p *subscribing) word() {
	t := p.words[p.at]
	p.at++
	if p.list.and && !t.quoted && (t.is("and") || t.is("or")) && len(p.item) > 0 {
		p.endItem()
		return
	}
	if t.text != "" {
		p.item = append(p.item, t.text)
		p.exact = p.exact || t.quoted
	}
	if t.comma && p.list != &nameList && p.list != &insteadList {
		p.endItem()
	}
}

// endItem ends an item of a list.
func (p *subscribing) endItem() {
	item, exact := strings.Join(p.item, " "), p.exact
	p.item, p.exact = nil, false
	switch {
	case p.list == nil, item == "":
		return
	case p.list == &nameList:
		p.out.Subscription.Name = item
		return
	case p.list == &insteadList:
		p.out.Instead = item
		return
	case p.list == &topicList && !exact && slices.Contains(wholeNews, strings.ToLower(item)):
		return
	}
	if into := p.list.of(&p.out.Subscription); !slices.Contains(*into, item) {
		*into = append(*into, item)
	}
}

// wholeNews are topics that mean no topic.
var wholeNews = []string{"everything", "all", "all news", "anything"}

// into ends what is open, passes n words and opens a list, or none.
func (p *subscribing) into(n int, l *list) (bool, error) {
	p.leaveList(n)
	p.list = l
	return true, nil
}

// leaveList ends what is open and passes n words.
func (p *subscribing) leaveList(n int) {
	p.endItem()
	p.list = nil
	p.at += n
}

// open opens the clause whose words come next, if they are some.
func (p *subscribing) open() (bool, error) {
	s := &p.out.Subscription
	switch {
	case p.next("to", "me"):
		p.out.Me = true
		return p.into(2, p.list)
	case p.opensTopics():
		return p.into(1, &topicList)
	case p.next("only", "from"), p.next("but", "without"):
		return p.into(2, map[bool]*list{true: &outletList, false: &withoutList}[p.next("only")])
	case p.next("from"):
		return p.into(1, &outletList)
	case p.next("without"):
		return p.into(1, &withoutList)
	case p.next("only", "with"):
		return p.into(2, &includeList)
	case p.next("mentioning"):
		return p.into(1, &includeList)
	case p.next("but", "not"), p.next("and", "not"):
		return p.into(2, &excludeList)
	case p.next("not"):
		return p.into(1, &excludeList)
	case p.next("as"):
		if p.named {
			return false, errors.New("there are two names behind the word as; give one, or put words that are none between quotation marks")
		}
		p.named = true
		return p.into(1, &nameList)
	case p.next("instead", "of") && (p.list == nil || p.list == &nameList): // in a topic it is two words like others
		return p.into(2, &insteadList)
	case p.next("skip", "empty"):
		s.Empty = briefing.EmptySkip
		p.leaveList(2)
		p.pass("days", "day", "digests", "ones")
		return true, nil
	case p.next("even", "when", "nothing", "is", "new"), p.next("even", "if", "nothing", "is", "new"):
		s.Empty = briefing.EmptyLine
		return p.into(5, nil)
	case p.next("rather", "twice"), p.next("rather", "missing"):
		s.Again = briefing.AgainMissing
		if p.next("rather", "twice") {
			s.Again = briefing.AgainDuplicate
		}
		p.leaveList(2)
		p.pass("than")
		p.pass("missing", "twice")
		return true, nil
	case p.next("headlines", "only"), p.next("length"), p.next("in", "headlines"), p.next("in", "short"), p.next("in", "full"):
		return p.length()
	}
	if n := p.most(); n > 0 {
		return true, p.readMost(n)
	}
	return p.openWhen()
}

// opensTopics reports whether the next word leads to topics: at the beginning, and behind a clause that is no list.
func (p *subscribing) opensTopics() bool {
	s := p.out.Subscription
	begun := p.list == &topicList && len(p.item) == 0 && len(s.Topics) == 0
	return p.next("to") && (begun || p.list == nil && len(s.Topics) == 0) || p.next("about") && begun
}

// length reads how much of a story is wanted.
func (p *subscribing) length() (bool, error) {
	n := 1
	if !p.next("headlines", "only") {
		n = 2 // "length" or "in" before it
	}
	word := briefing.LengthHeadlines
	if n == 2 {
		if p.at+1 >= len(p.words) {
			return false, errors.New("behind the word length stands headlines, short or full")
		}
		word = briefing.Length(strings.ToLower(p.words[p.at+1].text))
	} else {
		n = 2
	}
	if !slices.Contains(lengths, word) {
		return false, fmt.Errorf("%s is no length of a digest; write headlines, short or full", echo(string(word)))
	}
	p.out.Subscription.Length = word
	return p.into(n, nil)
}

var lengths = []briefing.Length{briefing.LengthHeadlines, briefing.LengthShort, briefing.LengthFull}

// most is how many words before a number say that it is the most stories, or 0.
func (p *subscribing) most() int {
	for _, words := range [][]string{{"at", "most"}, {"no", "more", "than"}, {"up", "to"}, {"max"}, {"maximum"}, {"top"}} {
		if at := p.at + len(words); p.next(words...) && at < len(p.words) && startsWithDigit(p.words[at].text) {
			return len(words)
		}
	}
	return 0
}

func (p *subscribing) readMost(n int) error {
	p.leaveList(n)
	word := p.words[p.at].text
	most, err := strconv.Atoi(strings.TrimRight(word, "."))
	if err != nil || most < 1 || most > briefing.MaxStories {
		return fmt.Errorf("%s is no number of stories; write at most 1 to %d", echo(word), briefing.MaxStories)
	}
	p.out.Subscription.Max = most
	p.at++
	p.pass("stories", "story")
	return nil
}

// next reports whether the next words are these, none of them between quotation marks.
func (p *subscribing) next(words ...string) bool {
	if p.at+len(words) > len(p.words) {
		return false
	}
	for i, w := range words {
		if !p.words[p.at+i].is(w) {
			return false
		}
	}
	return true
}

// pass passes one word if it is one of these.
func (p *subscribing) pass(words ...string) {
	if slices.ContainsFunc(words, func(w string) bool { return p.next(w) }) {
		p.at++
	}
}

// finish checks the whole, and gives it a name if it has none.
func (p *subscribing) finish(zone string) (Subscribe, error) {
	p.endItem()
	s := &p.out.Subscription
	if p.named && s.Name == "" {
		return Subscribe{}, errors.New("no name stands behind the word as; write for example: as Morning")
	}
	if len(s.Schedule.Times) == 0 && s.Schedule.Cron == "" {
		return Subscribe{}, errors.New("no time of day found; write for example: subscribe to elections at 08:00 weekdays Europe/Berlin")
	}
	if s.Name == "" {
		s.Name = nameFor(*s)
	}
	if s.Schedule.Zone == "" {
		s.Schedule.Zone = zone
	}
	if s.Schedule.Zone == "" {
		s.Schedule.Zone = "UTC"
	}
	s.Schedule.Times, s.Schedule.Days = rising(s.Schedule.Times), rising(s.Schedule.Days)
	if len(s.Schedule.Days) == 7 {
		s.Schedule.Days = nil
	}
	slices.Sort(s.Quiet)
	s.Quiet = slices.Compact(s.Quiet)
	return p.out, s.Validate()
}

// nameFor is the name of a subscription that was given none: what it is about.
func nameFor(s briefing.Subscription) string {
	switch {
	case len(s.Topics) > 0:
		return wording.Clip(strings.Join(s.Topics, ", "), briefing.MaxName)
	case len(s.Outlets) > 0:
		return wording.Clip(strings.Join(s.Outlets, ", "), briefing.MaxName)
	}
	return "everything"
}

// rising sorts values and drops repetitions.
func rising[T ~int](values []T) []T {
	slices.Sort(values)
	return slices.Compact(values)
}

// MaxEcho is how much of a word that was not understood is said again, in characters.
const MaxEcho = 40

// echo is a word that was not understood, as it is said again.
func echo(word string) string { return wording.Clip(word, MaxEcho) }

// ForMe reports whether the words behind "subscribe" ask to be told alone.
func ForMe(words string) bool {
	fields := strings.Fields(words)
	if len(fields) > 1 && strings.EqualFold(fields[0], "to") {
		fields = fields[1:]
	}
	return len(fields) > 0 && strings.EqualFold(fields[0], "me")
}
