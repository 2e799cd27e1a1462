package read

import (
	"strings"
	"unicode"
)

// labelFurniture labels page furniture that is known by its own words, wherever it stands.
func labelFurniture(ps []paragraph, c care) {
	limit := 80 // words: longer than any sign-up or cookie line seen
	if c == chosen {
		limit = 45
	}
	for i := range ps {
		p := &ps[i]
		if !p.open() || p.text == "" {
			continue
		}
		if reason, ok := wholeLine(p); ok {
			p.furniture(reason)
			continue
		}
		if c == pasted {
			labelPastedFurniture(p)
		}
		if !p.open() || p.words > limit || p.quoted || p.said() || post(p) {
			continue
		}
		if i > 0 && disclosed(&ps[i-1], p) {
			p.furniture(authorDisclosure)
			continue
		}
		if s := signs.of(p); s != nil {
			p.furniture(s.reason)
		}
	}
}

// post reports whether p is a post of a social network set into a text, which ends with a dash, its author and his handle.
// Pages put their sign-ups into the same paragraph.
func post(p *paragraph) bool {
	return strings.Contains(p.text, "— ") && strings.Contains(p.text, "(@")
}

// wholeLine knows lines that are furniture from end to end.
func wholeLine(p *paragraph) (reason string, ok bool) {
	if len(p.text) > 120 {
		return "", false
	}
	bare := strings.TrimFunc(p.low, func(r rune) bool { return !unicode.IsLetter(r) })
	if bare == "" {
		return "a line without words", true
	}
	if reason, ok = lines[bare]; ok {
		return reason, true
	}
	switch {
	case allOf(bare, shareWords):
		return "a share bar", true
	case allOf(bare, menuWords):
		return "a menu", true
	case readingTime(p.low):
		return "a reading or playing time", true
	case p.words <= 12 && !p.stop && pathOfLinks(p.text):
		return "a path of links", true
	}
	return "", false
}

// lines are furniture as a whole line, in lower case without punctuation and digits around it.
var lines = table(map[string]string{
	"a skip link": `skip to content|skip to main content|skip to main|skip to navigation|skip navigation|skip links|skip to footer|skip advertisement|skip ad
		|skip to article|jump to content|jump to main content|go to content|accessibility links|accessibility help|close menu|open menu`,
	"an advertising label": `advertisement|advertising|advert|ad|ads|sponsored|sponsored content|paid content|promoted|promotion|story continues below advertisement
		|article continues below advertisement|article continues after advertisement|continues below|ad feedback|advertisement - scroll to continue|scroll to continue`,
	"a share bar": `share|share this|share this article|share this story|share this page|share article|copy link|link copied|copy url|save|save article|bookmark|print|print this page
		|email this|gift this article|give this article|repost|tweet|comments|view comments|leave a comment|add a comment|post a comment|join the conversation
		|comment|show comments|share full article|share options|listen|listen to this article|listen to article|listen to the story|play|pause|mute|unmute|watch now|play video|watch video`,
	"a link onwards": `read more|read more here|read on|read the full story|read full story|read full article|read next|read the full article|continue reading|keep reading|show more|load more|view more|see more
		|see all|view all|more|learn more|find out more|expand|close|next|previous|next article|previous article|next story|previous story|back to top|back to home|go back|go to homepage|view gallery
		|view image in fullscreen|open image in gallery|enlarge image|full screen|read less`,
	"a heading over other headlines": `related|related articles|related article|related stories|related story|related topics|related content|related news|related links|see also|read also|also read|more on this story|more on this topic
		|more on this|more from|more stories|more news|more like this|recommended|recommended stories|recommended for you|recommended reading|you may also like|you might also like|you may like|you might like
		|most read|most popular|most viewed|most shared|trending|trending now|popular|editors' picks|editor's picks|editors picks|top stories|latest|latest news|latest stories|up next|don't miss
		|in other news|further reading|around the web|elsewhere on the site|must read|what to read next|more to read|` + foreignOnward,
	"a sign-up": `sign up|sign up now|sign in|log in|login|log out|subscribe|subscribe now|register|register now|join now|newsletter|newsletters|subscribe to newsletter|sign up for our newsletter
		|subscribe to our newsletter|get the newsletter|my account|create account|create an account|already a subscriber|become a member|donate|donate now|support us|email address|your email address|enter your email|submit`,
	"a cookie notice": `accept|accept all|accept cookies|accept all cookies|reject all|manage cookies|cookie settings|cookie policy|cookies|manage preferences|i agree|got it|privacy settings`,
	"a menu": `menu|main menu|search|home|homepage|navigation|contact|contact us|about|about us|privacy policy|privacy|terms of use|terms of service|terms and conditions|sitemap|help|faq|careers|advertise|advertise with us
		|follow us|follow|topics|tags|sections|more sections|edition|language|imprint|impressum|rss|feedback|today's paper|e-paper|archive`,
	authorDisclosure: `disclosure statement|disclosure|competing interests|declaration of interests|conflict of interest statement`,
	"a note on the page": `live|breaking|breaking news|exclusive|updated|new|premium|subscriber only|subscribers only|free to read|fact-checked|this article is more than a year old|loading|none|image|photo|video|caption|photos|images|gallery
		|this video can not be played|this video cannot be played|an error has occurred|about the author|about the authors|author|authors|end of article|ends`,
})

// foreignOnward are headings over links to other articles in the languages of which many pages are read.
const foreignOnward = `auch interessant|mehr zum thema|mehr themen|das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte sie interessieren|lesen sie auch|lesen sie mehr|lesen sie dazu auch|zum weiterlesen|weiterlesen
	|weitere artikel|weitere beiträge|ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte themen|mehr lesen|schon gelesen|empfehlungen der redaktion|empfehlungen aus der redaktion|meistgelesen
	|à lire aussi|a lire aussi|lire aussi|à lire également|sur le même sujet|articles liés|à voir aussi|voir aussi|pour aller plus loin|les plus lus
	|le puede interesar|te puede interesar|le puede interesar también|también te puede interesar|lea también|lea además|lee también|leer más|noticias relacionadas|artículos relacionados|más leídas|más noticias|puedes ver
	|leggi anche|leggi di più|potrebbe interessarti|potrebbe interessarti anche|articoli correlati|per approfondire|leia também|leia mais|veja também|notícias relacionadas|saiba mais|mais lidas
	|lees ook|lees meer|meer over dit onderwerp|gerelateerde artikelen|czytaj też|czytaj także|czytaj więcej|zobacz też|zobacz także|przeczytaj także|przeczytaj też|polecamy
	|läs mer|läs också|les også|les mer|læs også|læs mere|lue myös|aiheesta lisää|читайте также|читать далее|читайте також|ayrıca bakınız|ilgili haberler`

// table turns lists of lines by reason into reasons by line.
func table(lists map[string]string) map[string]string {
	out := map[string]string{}
	for reason, list := range lists {
		for line := range strings.SplitSeq(list, "|") {
			out[strings.TrimSpace(line)] = reason
		}
	}
	return out
}

// Words that share bars and menus are made of. A line of nothing else, and more than one of them, is one.
var (
	shareWords = wordSet("share facebook twitter x whatsapp linkedin email e-mail mail print copy link reddit telegram messenger pinterest flipboard bluesky threads mastodon save bookmark tweet pin sms line viber pocket url on via with to this icon instagram youtube tiktok more")
	menuWords  = wordSet("home news world politics business sport sports culture opinion tech technology science health weather video videos live menu search subscribe login travel lifestyle arts entertainment economy local podcasts more climate education and uk us europe africa asia americas")
)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// allOf reports whether low is two or more words, all of the set.
func allOf(low string, set map[string]bool) bool {
	n := 0
	for _, w := range strings.FieldsFunc(low, func(r rune) bool {
		return !unicode.IsLetter(r) && r != '-'
	}) {
		if !set[w] {
			return false
		}
		n++
	}
	return n >= 2
}

// readingTime knows "4 min read", "Listen 3 min" and "00:00 / 02:15".
func readingTime(low string) bool {
	digits, letters := false, false
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch w {
		case "min", "mins", "minute", "minutes", "read", "listen", "reading", "time", "watch", "sec", "secs", "seconds", "duration", "of", "video", "audio", "length":
			letters = true
		default:
			if strings.TrimFunc(w, unicode.IsDigit) != "" {
				return false
			}
			digits = true
		}
	}
	return digits && letters
}

// pathOfLinks knows "Home > World > Europe".
func pathOfLinks(s string) bool {
	for _, sep := range []string{" > ", " › ", " » ", " → "} {
		if strings.Count(s, sep) >= 1 {
			return true
		}
	}
	return false
}

// sign is how a kind of furniture is worded. It fits when the paragraph opens with one of opens (if there are any)
// and holds one of holds (if there are any).
type sign struct {
	reason string
	opens  []string
	holds  []string
	short  bool // and it is no sentence: "Produced by Siemens, the trains cost more." is one
}

// signTable is signs in the order in which they are tried.
type signTable struct {
	signs []sign
	holds *phrases // a group a sign
}

func newSigns(signs ...sign) signTable {
	holds := make([][]string, len(signs))
	for i, s := range signs {
		holds[i] = s.holds
	}
	return signTable{signs, newPhrases(holds...)}
}

// of is the first sign that fits p, or nil.
func (t signTable) of(p *paragraph) *sign {
	held := t.holds.in(p.low)
	for i := range t.signs {
		s := &t.signs[i]
		if (len(s.holds) == 0 || held>>i&1 != 0) && (len(s.opens) == 0 || opensWithAny(p.low, s.opens...)) &&
			(!s.short || p.words <= 6 || !p.stop && p.words <= 16) {
			return s
		}
	}
	return nil
}

// signs are phrases of furniture that no news sentence without a speaker is likely to have.
var signs = newSigns([]sign{
	{reason: "an invitation to a newsletter",
		opens: []string{"sign up", "subscribe ", "get ", "join ", "receive ", "want ", "never miss", "don't miss", "stay ", "enter your", "our newsletter", "like this"},
		holds: []string{"newsletter", "your inbox", "mailing list", "email alert", "daily email", "by email", "your email"}},
	{reason: "an invitation to a newsletter",
		holds: []string{"straight to your inbox", "delivered to your inbox", "directly to your inbox", "direct to your inbox", "in your inbox every", "you can unsubscribe", "unsubscribe at any time", "by signing up you", "by signing up, you",
			"by subscribing you", "by subscribing, you", "sign up to our", "sign up for our", "sign up here", "subscribe to our", "thank you for subscribing", "check your inbox to confirm"}},
	{reason: "a cookie notice",
		holds: []string{"we use cookies", "this site uses cookies", "this website uses cookies", "accept all cookies", "our cookie policy", "cookie settings", "uses cookies to improve", "uses cookies to ensure", "you agree to our use of cookies"}},
	{reason: "a share bar",
		opens: []string{"share this", "share on facebook", "share on twitter", "share on x", "share via", "share with your", "click to share", "click here to share", "share on whatsapp"}},
	{reason: "a note on how the article was made", short: true,
		opens: []string{"this live blog is now closed", "this live blog has closed", "this blog is now closed", "our live coverage has ended", "for immediate release"}},
	{reason: "a paywall notice",
		opens: []string{"this article is for subscribers", "this content is for", "you have reached your", "you've reached your", "already a subscriber", "already have an account", "already registered", "to continue reading,", "to continue reading this", "to continue reading subscribe", "to read the full story", "to read the full article", "to read this article", "log in to", "sign in to",
			"please log in", "please sign in", "subscribe to continue", "subscribe now", "subscribe for", "subscribe today", "create a free account", "register for free", "unlock this article", "try unlimited access", "start your free trial"}},
	{reason: "a note of the page's software",
		holds: []string{"enable javascript", "javascript is disabled", "javascript is required", "javascript is not enabled", "browser does not support", "browser doesn't support", "disable your ad blocker", "turn off your ad blocker", "this video is no longer available", "to view this video"}},
	{reason: "an appeal for support",
		opens: []string{"support our journalism", "support our work", "support independent journalism", "support us by", "support us with", "donate to us", "donate to our", "donate now", "donate today", "if you value our", "if you enjoyed this article", "if you liked this", "become a member", "become a supporter", "become a patron",
			"please consider supporting", "please consider a donation", "please consider making", "make a donation", "make a contribution", "help us keep", "help us continue", "buy us a coffee"}},
	{reason: "an appeal for support",
		opens: []string{"we rely on", "we depend on", "we are funded by", "we're funded by", "our work is funded by", "our journalism is funded by", "our reporting depends on", "our journalism depends on"},
		holds: []string{"readers like you", "supporters like you", "our readers", "your support", "supporting us", "your donation"}},
	{reason: authorDisclosure,
		holds: []string{"own shares in or receive funding", "not work for, consult", "no relevant affiliations beyond", "disclosed no relevant affiliations"}},
	{reason: "an invitation to readers",
		opens: []string{"write an article and join", "join a growing community"}},
	{reason: "how to order a book",
		holds: []string{"to order a copy call", "to order a copy, call", "to order a copy for", "to order a copy go to", "to order a copy, go to", "to order a copy visit", "to order a copy, visit", "to order your copy", "to buy a copy for"}},
	{reason: "an invitation to readers",
		opens: []string{"follow us", "like us on", "find us on", "join us on", "join our", "download our app", "download the app", "get our app", "get the app", "contact us", "got a tip", "have a tip", "do you have a story", "do you have a tip", "got a story", "have you been affected", "are you affected",
			"email us", "join the conversation", "leave a comment", "to comment on this", "click here", "tap here", "read the latest", "follow the latest", "for more news", "for more stories", "for the latest news", "for the latest updates", "visit our", "listen to our", "subscribe to the"}},
	{reason: "an invitation to readers",
		opens: []string{"for the latest ", "for more ", "for breaking ", "to get the latest ", "get the latest "},
		holds: []string{" download the ", " download our ", " download your ", " in our app", " on our app", " install our "}},
	{reason: "an invitation to readers",
		opens: []string{"submit your letter", "submit a letter", "submit letters", "send your letter", "send letters to", "we want to hear what you think", "tell us what you think"}},
	{reason: "a disclaimer",
		holds: []string{"do not necessarily reflect the", "do not necessarily represent the", "are the author's own", "are those of the author", "does not endorse the views", "not responsible for the content of external"}},
	{reason: "a note on how the article was made",
		opens: []string{"this article was translated", "this story was translated", "this article was edited", "this story was edited", "(edited by", "reporting by", "(reporting by", "(writing by", "additional reporting by", "(additional reporting", "with additional reporting", "with reporting by",
			"this article has been updated", "this story has been updated", "this story will be updated", "this article was updated", "this article was amended", "this is a developing story",
			"this is a breaking news"}},
	{reason: "a note on how the article was made", short: true,
		opens: []string{"edited by", "editing by", "writing by", "with inputs from", "with input from", "compiled by", "translated by", "translation by", "fact-checked by", "produced by"}},
	{reason: "a note on where the article first appeared", short: true,
		opens: []string{"originally published", "first published in", "first published on", "first published by"}},
	{reason: "a note on where the article first appeared",
		opens: []string{"the post "}, holds: []string{" appeared first on "}},
	{reason: "a note on where the article first appeared",
		opens: []string{"this article was first published", "this article first appeared", "this article was originally", "this article originally", "this story was originally", "this story originally", "this story first appeared", "this story was first", "this piece was originally"},
		holds: []string{"published", "appeared"}},
}...)
