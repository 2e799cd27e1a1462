package read

import (
	"slices"
	"strings"

	"github.com/nutgraf/nutgraf/briefing"
)

const (
	// fewWords is how long the body of a page may be that is read as a wall when it says what walls say. Real articles that quote such
	// words are longer.
	fewWords = 60
	// stubWords is how long the beginning of an article may be that a page shows to those who have not paid; what is longer is taken
	// for cut off only where it ends in the middle, or where the page counts its words.
	stubWords = 250
	// noticeWords is how long a page may be that only asks for consent to cookies, or whose title says that it is an error.
	noticeWords = 400

	belowText = 8 // passages below the text within which a page asks to subscribe when it stops there

	manyTeasers = 10 // headlines that are links: a front has more of them than paragraphs
)

// noArticle is why a page is no article, or "". raw is the page before it was parsed. It labels the article when the page shows only its
// beginning.
func noArticle(d *draft, l *layout, m meta, raw string) string {
	b := bodyOf(d)
	if b.words <= fewWords {
		said := b.low
		if b.words == 0 || !m.isArticle {
			said += lowered(l.root.textUpTo(4 << 10))
		}
		if w := wallIn(said, walls); w != nil {
			return w.refusal()
		}
		if l.words[len(l.passages)] <= fewWords { // what browsers without scripts are shown is no part of the tree
			if w := wallIn(lowered(clip(raw, 64<<10)), walls[:scriptWalls]); w != nil {
				return w.refusal()
			}
		}
	}
	if b.words <= noticeWords && !(m.isArticle && !m.published.IsZero()) {
		if w := titledWall(m, l); w != nil && b.words <= noticeWords/2 {
			return w.refusal()
		}
		if b.consents > 0 && b.consents*5 >= b.paragraphs*3 && b.cues >= 3 && hasAny(b.low, " your ", " ihre ", " vos ", " votre ", " sus ", " tus ") && hasAny(lowered(l.root.textUpTo(64<<10)), consentButtons...) {
			return consent.refusal()
		}
	}
	if b.template || slices.ContainsFunc(l.passages, func(p passage) bool { return p.place.heading == 1 && opensWithAny(p.text, "{{", "<%", "${") }) {
		return "has no article in it: it is a template that nothing was filled into; save the page of an article"
	}
	switch shown := shownOf(b, l, m); {
	case shown == teaser && b.sentences < 2:
		return locked.refusal()
	case shown == teaser:
		d.says(briefing.LabelPartial)
	}
	switch {
	case b.words == 0 && m.locked:
		return locked.refusal()
	case isFront(b, l, m):
		return "has no article in it: it is a front of headlines; save the page of one of its articles"
	case b.words == 0 && summarised(d):
		d.says(briefing.LabelPartial)
		return ""
	case b.words == 0 && l.words[len(l.passages)] <= fewWords && strings.Contains(strings.ToLower(clip(raw, 256<<10)), "<script"):
		return "has no article in it: it shows its text only by script; open it in a browser and save it with the text showing"
	case b.words == 0:
		return errNoContent.Error()
	case b.sentences == 0 && !m.isArticle:
		return "has no article in it: only menus and headlines, no sentence; save the article's own page"
	}
	return ""
}

// summarised reports whether the page shows a standfirst that is a sentence: evidence, if it is all there is.
func summarised(d *draft) bool {
	i := d.find(briefing.BlockStandfirst)
	return i >= 0 && d.paragraphs[i].sentence()
}

// bodyText is the body of a page as far as walls are told by it.
type bodyText struct {
	low                          string // of the first words
	last                         string // paragraph
	words, paragraphs, sentences int
	long                         int // paragraphs
	consents, cues               int // paragraphs that speak of consent to cookies, and the cues in all of them
	template                     bool
}

func bodyOf(d *draft) (b bodyText) {
	var low strings.Builder
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		if p.kind != briefing.BlockBody {
			continue
		}
		b.template = b.template || b.paragraphs == 0 && opensWithAny(p.low, "lorem ipsum")
		b.paragraphs++
		b.words += p.words
		b.last = p.text
		if p.stop && p.words >= 6 {
			b.sentences++
		}
		if p.stop && p.words >= 25 {
			b.long++
		}
		if low.Len() < 4<<10 {
			low.WriteString(p.low)
			low.WriteByte(' ')
			n := 0
			for _, cue := range consentCues {
				if strings.Contains(p.low, cue) {
					n++
				}
			}
			if b.cues += n; n > 0 {
				b.consents++
			}
		}
	}
	b.low = low.String()
	return b
}

// showing is how much of its article a page shows.
type showing int

const (
	whole showing = iota
	teaser
)

// shownOf tells the beginning of an article from all of it. That subscribers may read on is said on many pages that show all they have;
// so the text must be short too, or end in the middle, or be much shorter than the page says.
func shownOf(b bodyText, l *layout, m meta) showing {
	cut := strings.HasSuffix(b.last, "…") || strings.HasSuffix(b.last, "...") || strings.HasSuffix(b.last, "[…]")
	fewer := m.words > 0 && b.words*10 < m.words*6
	if b.words == 0 || b.words > stubWords && !cut && !fewer {
		return whole
	}
	strong, weak, end := false, false, -1
	for i := range l.passages {
		p := &l.passages[i]
		if p.text == b.last {
			end = i
		}
		if p.words > 40 {
			continue
		}
		strong = strong || hasAny(p.low, readOn...) && (cut || fewer || end >= 0 && i > end && i <= end+belowText)
		weak = weak || hasAny(p.low, subscribers...)
	}
	if strong || m.locked && (cut || fewer || weak && b.words <= fewWords) {
		return teaser
	}
	return whole
}

// isFront reports whether a page is a front: headlines that are links, with a line under each at most, and nothing that says whose or of
// when one article would be.
func isFront(b bodyText, l *layout, m meta) bool {
	if m.isArticle || b.long >= 5 {
		return false
	}
	teasers := 0
	for i := range l.passages {
		if p := &l.passages[i]; p.words >= 4 && p.linked > 0.8 && (p.place.heading > 0 || !p.place.cut.active()) {
			teasers++
		}
	}
	if m.isFront {
		return teasers >= manyTeasers/2 && teasers > b.long
	}
	if !m.published.IsZero() || len(m.byline) > 0 || teasers < manyTeasers || teasers <= 2*b.sentences {
		return false
	}
	h := l.headline
	return h < 0 || l.passages[h].words < 4 || l.passages[h].linked > 0.5
}

// wall is what some pages show in an article's place.
type wall struct {
	words []string // one of which it says, in lower case
	what  string   // it does
	cure  string
}

func (w *wall) refusal() string { return "has no article in it: it " + w.what + "; " + w.cure }

// wallIn is the first wall whose words s holds, or nil.
func wallIn(s string, walls []wall) *wall {
	for i := range walls {
		if hasAny(s, walls[i].words...) {
			return &walls[i]
		}
	}
	return nil
}

// titledWall is the wall that the title of a page names, or nil.
func titledWall(m meta, l *layout) *wall {
	titles := []string{m.title, m.headline}
	if l.headline >= 0 {
		titles = append(titles, l.passages[l.headline].text)
	}
	for _, t := range titles {
		for part := range strings.SplitSeq(titleBreaks.Replace(lowered(clip(t, 120))), "\n") {
			part = strings.Trim(part, " .!…|-")
			for i := range titledWalls {
				if slices.Contains(titledWalls[i].words, part) {
					return &titledWalls[i]
				}
			}
		}
	}
	return nil
}

var titleBreaks = strings.NewReplacer(" | ", "\n", " - ", "\n", " – ", "\n", " — ", "\n", " · ", "\n")

const (
	inBrowser   = "open it in a browser and save it with the text showing"
	scriptWalls = 1 // of walls are those that browsers without scripts are shown
)

// walls are told by what a page of few words says.
var walls = []wall{
	{[]string{"enable javascript", "enable js", "enable java script", "javascript is disabled", "javascript is not enabled", "javascript is required", "turn on javascript", "requires javascript", "javascript must be enabled", "activate javascript", "without javascript",
		"javascript aktivieren", "javascript deaktiviert", "activer javascript", "habilitar javascript", "habilite javascript", "activa javascript"},
		"asks for JavaScript instead of showing an article", inBrowser},
	{[]string{"are you a robot", "not a robot", "captcha", "unusual traffic", "checking your browser", "verify you are human", "verify that you are human", "verifying you are human", "confirm you are human", "prove you are human", "checking if the site connection is secure",
		"needs to review the security of your connection", "ddos protection by", "pardon our interruption", "automated access", "press & hold to confirm"},
		"asks whether its reader is a robot", inBrowser},
	{[]string{"access denied", "403 forbidden", "don't have permission to access", "do not have permission to access", "you have been blocked", "request blocked", "not available in your country", "not available in your region", "unavailable in your location",
		"currently unavailable in most european countries", "unavailable for legal reasons"},
		"was denied by its server", inBrowser},
	{[]string{"page not found", "404 not found", "error 404", "page can't be found", "page cannot be found", "page could not be found", "page doesn't exist", "page does not exist", "page you requested", "page you are looking for", "page you're looking for", "page you were looking for", "could not find the page", "couldn't find the page", "can't find the page", "no longer available",
		"has been removed", "has been deleted", "seite nicht gefunden", "seite wurde nicht gefunden", "page introuvable", "página no encontrada", "pagina non trovata", "pagina niet gevonden"},
		"says that the page was not found", "check its address, or give a copy kept elsewhere"},
	{[]string{"bad gateway", "gateway timeout", "gateway time-out", "service unavailable", "service temporarily unavailable", "internal server error", "application error", "something went wrong", "technical difficulties", "under maintenance", "down for maintenance", "database connection"},
		"says that its server failed", "fetch it again later"},
	{[]string{"subscribe to continue", "subscribe to read", "subscribe now to", "already a subscriber", "already subscribed", "subscribers only", "subscriber-only", "subscriber exclusive", "exclusive to subscribers", "for subscribers", "unlock this article", "continue reading with a subscription", "to continue reading",
		"to keep reading", "to read the full", "jetzt weiterlesen", "réservé aux abonnés", "para seguir leyendo", "exclusivo para suscriptores"},
		locked.what, locked.cure},
	{[]string{"log in to", "sign in to", "please log in", "please sign in", "login to continue", "register to continue", "create a free account", "create an account to"},
		"asks its reader to log in", "log in with a browser and save it with the text showing"},
	{[]string{"before you continue", "accept cookies to", "we value your privacy", "we use cookies", "consent to cookies", "manage your cookie", "your privacy choices", "wir verwenden cookies", "nous utilisons des cookies", "utilizamos cookies"},
		consent.what, consent.cure},
}

var (
	locked  = wall{what: "asks its reader to subscribe, and shows no more than a teaser", cure: "log in with a browser and save it with the whole text showing"}
	consent = wall{what: "asks its reader to agree to cookies", cure: "answer it in a browser and save the page behind it"}
)

// titledWalls are told by a title, or a part of it between marks.
var titledWalls = []wall{
	{[]string{"just a moment", "attention required", "are you a robot?", "security check", "robot or human?", "human verification", "ddos-guard", "one more step", "please wait"}, "asks whether its reader is a robot", inBrowser},
	{[]string{"access denied", "403 forbidden", "error 403", "forbidden", "access to this page has been denied"}, "was denied by its server", inBrowser},
	{[]string{"404", "404 not found", "page not found", "not found", "error 404", "404 error", "410 gone", "seite nicht gefunden", "page introuvable", "página no encontrada"}, "says that the page was not found", "check its address, or give a copy kept elsewhere"},
	{[]string{"500 internal server error", "502 bad gateway", "503 service unavailable", "503 service temporarily unavailable", "504 gateway time-out", "service unavailable", "site maintenance", "internal server error"}, "says that its server failed", "fetch it again later"},
	{[]string{"before you continue", "cookie consent", "consent management", "we value your privacy", "your privacy choices", "privacy settings"}, "asks its reader to agree to cookies", "answer it in a browser and save the page behind it"},
}

// readOn is said where a text stops, and subscribers on many pages of outlets that sell some of their articles.
var (
	readOn = []string{
		"subscribe to continue", "subscribe to read", "subscribe now to read", "subscribe to keep reading", "to continue reading", "to keep reading this", "to read the full", "to read the rest", "to read this article", "to read this story", "continue reading with a subscription", "unlock this article", "unlock this story", "this article is for subscribers",
		"this content is for subscribers", "this story is for subscribers", "this article is exclusive to", "this content is exclusive to", "this article is reserved for", "available to subscribers only", "available only to subscribers", "the rest of this article", "register to continue reading", "sign in to continue reading", "log in to continue reading",
		"reached your article limit", "reached your limit of free", "want to read more?", "keep reading with", "weiterlesen mit", "um weiterzulesen", "diesen artikel weiterlesen", "cet article est réservé aux abonnés", "la suite est réservée", "pour lire la suite", "de cet article à lire", "para seguir leyendo", "para continuar leyendo",
		"contenido exclusivo para suscriptores", "per continuare a leggere", "om verder te lezen",
	}
	subscribers = []string{"already a subscriber", "already subscribed", "subscriber-only", "subscribers only", "subscriber exclusive", "for subscribers", "premium article", "premium content", "subscribe now", "start your subscription", "choose your subscription", "abonnenten", "abonnés", "suscriptores", "abbonati"}
)

// consentCues stand in most paragraphs of a request for consent, and consentButtons below it.
var (
	consentCues    = []string{"cookie", " consent", "our partners", "your data", "privacy policy", "legitimate interest", "accept all", "reject all", "your choices", "your preferences", "personalised ads", "personalized ads", "einwilligung"}
	consentButtons = []string{"accept all", "accept cookies", "reject all", "i agree", "i accept", "agree and continue", "accept and continue", "accept & continue", "manage preferences", "manage settings", "manage options", "cookie settings", "alle akzeptieren", "zustimmen", "tout accepter", "accepter et fermer", "aceptar todo", "aceptar y continuar", "accetta"}
)
