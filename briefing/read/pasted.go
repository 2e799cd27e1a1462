package read

import (
	"strings"
	"unicode"
)

// labelPastedFurniture labels what only a pasted page holds. An extractor leaves it out, and a record has no reason to print it.
func labelPastedFurniture(p *paragraph) {
	if p.words <= 12 && !p.quoted && (!strings.HasSuffix(p.text, ".") || strings.HasSuffix(p.text, "...")) {
		bare := withoutTimes(p.low)
		if reason, ok := lines[bare]; ok {
			p.furniture(reason)
			return
		}
		if reason, ok := pastedLines[bare]; ok {
			p.furniture(reason)
			return
		}
	}
	if consentBanner(p) {
		p.furniture("a cookie notice")
		return
	}
	if p.words > 80 || p.quoted || p.said() {
		return
	}
	if inboxBlurb(p) {
		p.furniture(invitation)
		return
	}
	if s := pastedSigns.of(p); s != nil {
		p.furniture(s.reason)
	}
}

// withoutTimes is low without digits, playing times and punctuation: "listen to this article" of "Listen to this article · 4 min".
func withoutTimes(low string) string {
	words := strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' && r != '’' })
	out := words[:0]
	for _, w := range words {
		switch w {
		case "min", "mins", "minute", "minutes", "sec", "secs", "seconds", "-":
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// consentBanner reports whether p asks for leave to store cookies, at whatever length the law made it.
func consentBanner(p *paragraph) bool {
	if p.words > 220 || p.quoted || p.said() {
		return false
	}
	if opensWithAny(p.low, "we value your privacy", "we care about your privacy", "your privacy matters", "this site uses cookies", "this website uses cookies") {
		return true
	}
	return hasAny(" "+p.low, " cookie", "store and/or access information", "personalised ads", "personalized ads") && hasAny(" "+p.low, " we ", " our ") &&
		hasAny(" "+p.low, " your ", " you ") && hasAny(p.low, "consent", "accept", "agree", "partners", "preferences", "by continuing", "by using", "click", "manage", "settings", "improve your experience", "personalis", "personaliz")
}

// pastedLines are furniture of a pasted page as a whole line, in the form of withoutTimes. As the lines of a chosen text they might be headings.
var pastedLines = table(map[string]string{
	"an advertising label": `advertisement advertisement|advertisement continue reading below|article continues below|story continues below|this is an ad|why am i seeing this ad|report this ad|promoted content|in partnership with|remove ads|paid partnership`,
	"a share bar": `email|whatsapp|facebook|twitter|bluesky|linkedin|reddit|messenger|flipboard|share on social media|share this with|share this link|share with friends|share via|share on facebook|share on x|share on whatsapp|share by email|share by post|bookmark article
		|save for later|saved|read later|add to reading list|copy|copied|link copied to clipboard|copy this link|about sharing|resize text|text size|font size|print article|listen now|audio|hear this story|listen to this story|audio version|view comments|hide comments|reader comments|comments are closed|most commented
		|sort by|reply|like|dislike|flag|report comment|load comments|load more comments|view more comments|start the conversation|have your say|what do you think|this article was read aloud|read by|speed|x|volume|transcript|show transcript|hide transcript|subtitles`,
	"a link onwards": `full story|go to full story|jump to comments|slide left|slide right|previous slide|next slide|scroll down|back to article|show all|tap to unmute|see more stories|more articles|view full screen|open gallery|see gallery|view photos|see all photos|view all photos|skip past newsletter promotion|after newsletter promotion|skip past advert
		|continue reading the main story|continue to the article|scroll to top|view in app|open in app|open app|see more on this story|related video|related videos|watch more|watch the video`,
	"a heading over other headlines": `most read today|most read this week|most-read|top reads|today's top stories|more top stories|popular now|popular stories|popular on the site|popular this week|what others are reading|people also read|readers also read|stories you may like|you may have missed|you might have missed|in case you missed it|icymi
		|more coverage|our picks|our pick|editor's choice|editors' choice|editor's pick|the latest|latest headlines|more headlines|headlines|news in brief|more for you|just in|also in the news|from our partners|from the web|sponsored stories|promoted stories|around the region|recommended articles|recommended by|suggested for you|suggested stories|suggested reading
		|best of the week|best of the site|read these next|now read|next up|up next for you|before you go|more must-reads|must reads|must-reads|most watched|most discussed|most commented stories|what's trending|trending stories|trending topics|spotlight`,
	"a sign-up": `email address required|enter email|enter email address|enter your email address|your email|your name|first name|last name|postcode|zip code|select your country|sign me up|count me in|get it now|get started|start free trial|subscribe for free|subscribe here|join for free|try it free
		|you're signed up|you are signed up|thanks for signing up|thank you for signing up|something went wrong|please try again|please enter a valid email|please enter a valid email address|invalid email|invalid email address|success|no thanks|not now|maybe later|manage your account|manage subscription|view all newsletters|see all newsletters|browse all newsletters|more newsletters|free newsletter
		|already a member|already subscribed|subscribe to read|renew|sign out|hi there|welcome back|unlock|unlock now|register for free|create free account|continue with google|continue with apple|continue with facebook|or`,
	"a cookie notice": `we value your privacy|accept & continue|accept and continue|accept all and close|agree and close|i accept|agree|reject|decline|decline all|deny|allow all|allow cookies|manage settings|manage options|more options|customise|customize|save preferences|save settings|cookie preferences|cookie notice|your privacy choices|do not sell my personal information
		|do not sell or share my personal information|privacy notice|privacy manager|necessary cookies only|only necessary|show purposes|show details`,
	"a menu": `more menu|site menu|open search|close search|search the site|search this site|toggle menu|toggle navigation|show menu|all sections|view all sections|site index|site map|back|top|today's front page|front page|our papers|digital edition|print edition|subscriber services|customer service|help centre|help center|legal|legal notice|modern slavery statement|complaints|complaints and corrections
		|work for us|our team|our people|ethics policy|editorial standards|newsroom|download the app|app store|google play|get the app|all topics|more topics|my news|my stories|weather forecast|uk edition|us edition|international edition|europe edition`,
	"an invitation to readers": `want to write|write for us`,
	"a list of topics":         `suggested topics|topics in this story|explore topics|related tags|explore more on these topics`,
	"a note on the page": `the end|end|advertiser content|live updates|developing story|developing|just published|in depth|long read|the long read|opinion piece|subscriber exclusive|members only|for subscribers|reading time|estimated reading time|words|toggle caption|hide caption|show caption|image caption|image credit|enlarge|view larger image|getty|getty images|file photo|media caption|unable to load|try again
		|video player is loading|current time|duration|loaded|stream type live|picture-in-picture|fullscreen|this is a modal window|beginning of dialog window|end of dialog window`,
})

// pastedSigns are phrases of furniture that a pasted page holds and that a chosen text might say for itself.
var pastedSigns = newSigns([]sign{
	{reason: invitation, opens: []string{"want more", "want the latest", "want to stay", "enjoying this", "enjoy this"}, holds: []string{"sign up", "subscribe", "newsletter"}},
	{reason: "a note on how the article was made", opens: []string{"our standards:", "our standards |"}, short: true},
	{reason: "a skip link", opens: []string{"skip to "}, short: true},
	{reason: "a cookie notice", holds: []string{"do not sell my", "do not sell or share my"}, short: true},
	{reason: invitation, holds: []string{"by submitting your email", "by entering your email", "by providing your email", "protected by recaptcha", "newsletters may contain", "read our privacy", "see our privacy",
		"we will never share your", "we won't share your", "we'll never share your"}},
	{reason: "an invitation to readers", opens: []string{"follow "}, holds: []string{" on facebook", " on twitter", " on x", " on instagram", " on bluesky", " on threads", " on whatsapp", " on linkedin", " on tiktok", " on youtube", " on telegram", " on google news", " on flipboard", " on mastodon", "for more news", "for the latest"}, short: true},
	{reason: "an invitation to readers", opens: []string{"follow the ", "find us ", "connect with us", "like us ", "watch us ", "send us your", "send your ", "share your story", "share your experience", "share your thoughts", "tell us ", "let us know", "what do you think", "do you know more", "do you have information", "do you have news", "write to us", "get in touch", "you can contact",
		"to submit a letter", "to send a letter", "letters to the editor", "if you have a story", "if you have a tip", "if you have information", "if you spot an error", "spotted an error", "see something wrong", "found a mistake", "report an error", "report a correction", "report a typo", "request a correction", "listen to the latest", "watch our", "download our", "scan the code", "play our", "join our", "join us"},
		holds: []string{" our ", "@", " your ", " you think", "with us", "to us", "below", "comment", "online", "error", "correction", "typo"}, short: true},
	{reason: "an invitation to readers", opens: []string{"want to comment", "comments on this article", "commenting on this", "comments are moderated", "comments on this story", "please log in to comment", "you must be logged in", "please keep comments", "join the debate", "log in to comment", "sign in to comment", "our community guidelines", "read our community", "read our comment"}},
	{reason: "a paywall notice", opens: []string{"subscribe from", "get unlimited access", "enjoy unlimited access", "unlimited access", "read this article for free", "you have free articles", "this is a subscriber", "this story is for subscribers", "this article is exclusive to", "for just ", "from just ", "save up to", "special offer", "offer ends", "cancel anytime", "keep reading for", "register to continue", "your free articles", "articles left", "free articles remaining"},
		holds: []string{"subscri", "a month", "a week", "per month", "cancel", "articles", "free trial", "unlimited", "register"}, short: true},
	{reason: "a note of the page's software", holds: []string{"is loading.", "is not supported on your device", "your browser is out of date", "please upgrade your browser", "allow content provided by", "this content is hosted by a third party", "to view this content", "content could not be loaded", "skip past newsletter", "this live blog has ended", "this embed", "enable cookies"}},
	{reason: "a note of the wire", opens: []string{"(adds ", "(updates ", "(recasts ", "(rewrites ", "(corrects ", "(refiles ", "(changes ", "(releads ", "(edits ", "(with ", "(eds:", "eds:"}, short: true},
	{reason: "a note on how the article was made", opens: []string{"with files from", "— with files from", "- with files from", "contributing: ", "contributors: ", "contributing reporters", "contributing writer", "additional reporting:", "reporting: ", "editing: ", "subeditor", "(editing by", "editing by", "writing by", "research by", "graphics by", "with agencies", "with additional material", "with reporting from", "source: ", "sources: ", "material from", "information from"}, short: true},
	{reason: "a note on how the article was made", holds: []string{" contributed to this report", " contributed to this article", " contributed to this story", " contributed reporting", " contributed research"}},
	{reason: "a note on how the article was made", opens: []string{"this article is part of", "this story is part of", "this is part of our", "this article was produced", "this story was produced", "this story was supported", "this article was supported", "this is an updated version"}},
	{reason: "an advertising label", holds: []string{"we may earn a commission", "we may earn an affiliate", "we may earn a small commission", "we may receive a commission", "we may get a commission", "we may receive a small commission", "earn us a commission", "may earn a portion of sales", "contain affiliate links", "contains affiliate links"}},
	{reason: "an advertising label", opens: []string{"sponsored by", "paid for by", "presented by", "in association with", "brought to you by", "this article contains affiliate", "this post may contain affiliate", "prices correct at"}, short: true},
}...)
