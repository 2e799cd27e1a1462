package read

import "strings"

const (
	signUp     = "a sign-up"
	invitation = "an invitation to a newsletter"
	boxReach   = 3 // paragraphs that a sign-up box stands above and below its form
)

// labelBoxes labels what stands around the form of a sign-up box: its title, its blurb and its small print. They say too
// little to be known alone, but beside "Enter your email address" they can be nothing else.
func labelBoxes(ps []paragraph) {
	prose := firstProse(ps)
	for i := range ps {
		if !boxed(&ps[i]) {
			continue
		}
		for j := i + 1; j < len(ps) && j <= i+boxReach && (boxed(&ps[j]) || invites(&ps[j])); j++ {
			if ps[j].open() {
				ps[j].furniture("the small print of a sign-up box")
			}
		}
		top := i
		for j := i - 1; j >= 0 && j >= i-boxReach && (boxed(&ps[j]) || invites(&ps[j])); j-- {
			if ps[j].open() {
				ps[j].furniture("the blurb of a sign-up box")
			}
			top = j
		}
		if prose < top-1 && boxTitle(&ps[top-1], hasForm(ps[top:])) {
			ps[top-1].furniture("the title of a sign-up box")
		}
	}
}

// boxed reports whether p is known to be of a sign-up box.
func boxed(p *paragraph) bool {
	return p.reason == signUp || p.reason == invitation || strings.HasSuffix(p.reason, " of a sign-up box")
}

// hasForm reports whether the box that ps begins with asks for an address.
func hasForm(ps []paragraph) bool {
	for i := 0; i < len(ps) && i < 2*boxReach && boxed(&ps[i]); i++ {
		if hasAny(ps[i].low, "email", "e-mail", "inbox", "newsletter") {
			return true
		}
	}
	return false
}

// invites reports whether p, which stands beside a sign-up, belongs to its box: it speaks to the reader of what the
// newsletter holds and when it comes, or of what becomes of the address.
func invites(p *paragraph) bool {
	if !p.open() || p.quoted || p.said() || p.words > 45 {
		return false
	}
	low := " " + p.low
	if hasAny(low, " your inbox", "unsubscribe", "privacy policy", "privacy notice", "terms of service", "terms of use", "newsletter", "by entering your", "by providing your", "your email", "no spam", "recaptcha") &&
		hasAny(low, " you", " our ", " we ", " us ") {
		return true
	}
	return p.words <= 30 && offers(low) &&
		opensWithAny(p.low, "get ", "our ", "the best ", "the day's", "the week's", "all the ", "everything ", "start your ", "stay ", "a daily ", "a weekly ", "a round", "your ", "join ", "keep up ", "catch up ", "essential ", "receive ", "sign up ", "top ")
}

// offers reports whether low, with a space in front, says how often something a newsroom makes comes.
func offers(low string) bool {
	return hasAny(low, " every ", " each ", " daily", " weekly", " twice a week", " once a week", " by 6am", " by 7am", " by 8am") &&
		hasAny(low, " stories", " news", " headlines", " editors", " updates", " analysis", " round-up", " roundup", " briefing", " must-read", " reporting", " journalism")
}

// inboxBlurb knows a newsletter's promise wherever it stands: news, how often, and where to.
func inboxBlurb(p *paragraph) bool {
	low := " " + p.low
	return p.words <= 40 && hasAny(low, " your inbox", " by email", " your email") && offers(low) && !hasAny(low, " spam", " scam", " phishing")
}

// boxTitle reports whether the line above a sign-up box is its title. Unless the box asks for an address it must say so itself.
func boxTitle(p *paragraph, form bool) bool {
	if !p.open() || p.stop && !strings.HasSuffix(p.text, "!") && !strings.HasSuffix(p.text, "?") || p.quoted || p.words > 8 || p.said() {
		return false
	}
	return form || opensWithAny(p.low, "get ", "join ", "sign up", "subscribe", "never miss", "don't miss", "stay ", "start your", "want more", "like what", "enjoy", "keep up", "our newsletter") || hasAny(p.low, "newsletter", "briefing", "inbox")
}
