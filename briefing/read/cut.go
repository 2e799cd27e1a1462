package read

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// cut is an element that seems to be no part of an article, and why. Names deceive ("with-sidebar"), so most cuts are withdrawn
// from elements that hold more than such an element does.
type cut struct {
	reason string
	sure   bool // whatever it holds
	most   int  // words it may hold; 0 for a share of the page's prose
	links  bool // it must be made of links, at least in part
	e      *element
	outer  *cut // the cut it lies in, or nil
	off    bool // withdrawn
}

// active reports whether c or a cut around it holds.
func (c *cut) active() bool {
	for ; c != nil; c = c.outer {
		if !c.off {
			return true
		}
	}
	return false
}

// cutOf is the cut that e makes inside outer; it is outer when e makes none.
func (w *walker) cutOf(e *element, outer *cut) *cut {
	switch e.tag {
	case atom.Html, atom.Body, atom.Main:
		return outer
	}
	c, ok := cutByKind(e)
	if !ok && (blockElements[e.tag] || e.tag == 0) && !headings[e.tag] {
		if named(e.attr("class"), deckNames) { // it may stand among byline and date
			if outer != nil && outer.reason == bylineCut {
				return outer.outer
			}
			return outer
		}
		c, ok = w.cutByName(e)
	}
	if !ok {
		return outer
	}
	c.e, c.outer = e, outer
	return &c
}

// cutByKind judges an element by its tag, its role and the like.
func cutByKind(e *element) (cut, bool) {
	switch e.tag {
	case atom.Nav, atom.Menu:
		return cut{reason: "a menu", sure: true}, true
	case atom.Dialog:
		return cut{reason: "a dialog", sure: true}, true
	case atom.Footer:
		return cut{reason: "the foot of the page"}, !e.inside(atom.Blockquote)
	case atom.Aside:
		return cut{reason: "beside the text"}, !hasAny(strings.ToLower(e.attr("class")), "quote")
	case atom.Form:
		return cut{reason: "a form"}, true
	case atom.Address:
		return cut{reason: "an address", most: 40}, true
	}
	for _, a := range e.attrs {
		switch a.Key {
		case "role":
			switch a.Val {
			case "navigation", "menu", "menubar", "toolbar", "search", "tablist":
				return cut{reason: "a menu", sure: true}, true
			case "dialog", "alertdialog":
				return cut{reason: "a dialog", sure: true}, true
			case "contentinfo", "banner", "complementary":
				return cut{reason: "beside the text"}, true
			}
		case "aria-modal":
			return cut{reason: "a dialog", sure: true}, a.Val == "true"
		case "aria-hidden":
			if a.Val == "true" {
				return cut{reason: "hidden from readers who listen"}, true
			}
		case "itemprop":
			if a.Val == "comment" || a.Val == "review" {
				return cut{reason: "readers' comments", sure: true}, true
			}
		}
	}
	return cut{}, false
}

// cutByName judges an element by the names its page gives it.
func (w *walker) cutByName(e *element) (cut, bool) {
	for _, a := range e.attrs {
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-qa":
			if e.tag == atom.P && a.Key == "id" { // of a paragraph an id is a number, or letters drawn by lot
				continue
			}
			for name := range strings.FieldsSeq(a.Val) {
				if c, ok := w.cutOfName(name); ok {
					return c, true
				}
			}
		}
	}
	return cut{}, false
}

// cutOfName is the cut of a name, from memory where possible: pages use few names many times.
func (w *walker) cutOfName(name string) (cut, bool) {
	c, known := w.names[name]
	if !known {
		c = cutNamed(wordsOfName(name))
		if len(w.names) < 4096 {
			w.names[name] = c
		}
	}
	return c, c.reason != ""
}

// cutNamed is the cut of a name made of words. What follows a word such as "has" is about what the element holds, and a name that
// begins with "js" is a handle for scripts: it tells what they do with the element ("js-lightbox"), not what it is.
func cutNamed(words []string) cut {
	if len(words) > 0 && words[0] == "js" {
		return cut{}
	}
	for i, word := range words {
		if i > 0 && holding[words[i-1]] {
			continue
		}
		if i+1 < len(words) {
			if c, ok := cutNames[word+" "+words[i+1]]; ok {
				return c
			}
		}
		if c, ok := cutNames[word]; ok {
			return c
		}
	}
	return cut{}
}

// longestName is the length in bytes up to which a name is read: what is longer names nothing. Names made by machines have some 100.
const longestName = 120

// wordsOfName cuts a name as pages write them: "related-links", "relatedLinks__box".
func wordsOfName(name string) []string {
	if len(name) > longestName {
		return nil
	}
	var out []string
	from := 0
	add := func(to int) {
		if to > from {
			out = append(out, strings.ToLower(name[from:to]))
		}
	}
	lower := false
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			add(i)
			from = i + len(string(r))
		case unicode.IsUpper(r) && lower:
			add(i)
			from = i
		}
		lower = unicode.IsLower(r)
	}
	add(len(name))
	return out
}

var holding = wordSet("has have with no not without show hide is if")

const bylineCut = "the byline and date"

// cutNames are the names that elements beside an article's text have on news pages.
var cutNames = func() map[string]cut {
	out := map[string]cut{}
	for _, group := range []struct {
		cut   cut
		names string
	}{
		{cut{reason: "readers' comments", sure: true}, `comments|commentlist|commentform|disqus|livefyre|viafoura|hyvor|openweb|comment list|comment form|comment section|comment thread|comment area|comment box|comment item|comment container
			|comment wrapper|comment reply|comment body|comment content|comment text|leave comment|user comment|reader comments`},
		{cut{reason: "a cookie notice", sure: true}, "cookie|cookies|cookiebar|cookiebanner|gdpr|consent|onetrust|didomi|ccpa|truste|privacy banner|privacy notice|privacy modal"},
		{cut{reason: "a menu", links: true}, `nav|navs|navbar|navigation|menu|submenu|menus|breadcrumb|breadcrumbs|crumbs|pagination|pager|paginator|toolbar|topbar|skip|skiplink|skiplinks|tabs bar|toc|tableofcontents|tags|taglist|tagcloud|tag list|tag cloud|topics list
			|masthead|site header|page header nav|siteheader|global header|sitemap|jump links|jumplinks|quick links|quicklinks|navbox|catlinks|editsection`},
		{cut{reason: "the foot of the page"}, "footer|footers|sitefooter|colophon|bottombar"},
		{cut{reason: "beside the text"}, "sidebar|sidebars|sidenav|siderail|rail|right rail|rightrail|rhs|widgets|offcanvas|drawer"},
		{cut{reason: otherArticles, links: true}, `related|relateds|relatedarticles|relatedposts|relatedstories|relatedlinks|relatedcontent|recommended|recommendation|recommendations|recommender|recommend|recirc|recirculation|trending|popular|mostread|mostpopular|most read|most popular|most viewed
			|teaser|teasers|readmore|read more|read next|readnext|up next|upnext|next up|see also|seealso|also read|also like|also reading|more from|more stories|more news|more on|more articles|more in|more like|further reading|latest news|latest stories|other stories|other news|top stories|topstories|next article|next story|next post|previous post|prev next|post navigation
			|outbrain|taboola|revcontent|mgid|zergnet|nativo|dianomi|jumpstory|in other news|around web|editors picks|headlines list|storylist|story list|article list|articlelist|river|onward|read also|must read|rel articles|internal link|link box|linkbox|link list|linklist`},
		{cut{reason: "an advertisement"}, `ad|ads|advert|adverts|advertisement|advertisements|advertising|adslot|adunit|adbox|adwrap|adwrapper|adcontainer|adsbygoogle|dfp|gpt|googlead|sponsor|sponsored|sponsors|sponsorship|promo|promos|promobox|promoted|promotion|promotions|commercial|upsell|house ad|buy box|buybox|marketing|merch`},
		{cut{reason: "an invitation to a newsletter"}, "newsletter|newsletters|mailchimp|mailinglist|mailing list|signup|sign up|subscribe|subscription|subscriptions|subscribebox|optin|opt in|email form|emailform|email signup|mc embed"},
		{cut{reason: "a share bar", most: 60}, `share|shares|shared|sharing|sharebar|sharebox|sharetools|sharelinks|sharebuttons|sharethis|addthis|addtoany|a2a|social|socials|socialbar|socialmedia|sociallinks|socialshare|follow|followus|follow us|bookmark|print button|email button|copy link|listen|playlist|video title|video details|videodetails|video description|video info|audio player|audioplayer|text to speech|tts|player controls|videoplayer|jwplayer`},
		{cut{reason: "a form"}, "login|signin|sign in|register|registration|searchform|search form|searchbox|search box|poll|survey|feedback|contact form|captcha|recaptcha"},
		{cut{reason: "an appeal for support"}, "donate|donation|donations|supportbanner|support banner|support us"},
		{cut{reason: "a chart"}, "interactive graphic|interactive embedded|custom graphic|datawrapper|infogram|ai2html|highcharts"},
		{cut{reason: "a dialog"}, "popup|popover|modal|lightbox|overlay|tooltip|toast|dropdown|interstitial|flyout"},
		{cut{reason: bylineCut, most: 40}, `author|authors|dateline block|timestamp|publish date|published date|pubdate|post date|entry date|article date|post meta|entry meta|article meta|story meta|metadata|post info|article info|posted on|dateposted|reading time|read time|readtime|last updated`},
		{cut{reason: bylineCut, most: 300}, "byline|bylines"},
		{cut{reason: "a note about the author", most: 160}, "bio|biography|authorbox|authorbio|author bio|author box|author info|author card|author profile|author description|author about|about author|about the author|contributor|contributors|authors info|writer bio|profile card|author block"},
		{cut{reason: "a notice of the publisher", most: 120}, "disclaimer|disclosure|affiliate|copyright|copyrights|legal|license|republish|syndication|trust project|editorial policy|ethics policy|corrections policy|noprint|no print|dont print|print hidden|print block|print only|printonly"},
	} {
		for name := range strings.SplitSeq(group.names, "|") {
			out[strings.TrimSpace(name)] = group.cut
		}
	}
	return out
}()
