package blockkit

import (
	"strings"

	"github.com/slack-go/slack"

	"github.com/nutgraf/nutgraf/bot/command"
	"github.com/nutgraf/nutgraf/bot/post"
)

// Subscribe asks for a subscription, with what f holds filled in: of a new one nothing, of one that is changed what it is, which stays where
// it is told. Its fields are named like those of command.Form, in small letters, and so are the faults that its Sentence finds, see Faults.
func Subscribe(f command.Form, about Private) slack.ModalViewRequest {
	title, submit := "New subscription", "Subscribe"
	if f.Was != "" {
		title, submit = "Change subscription", "Save"
	}
	fields := []slack.Block{
		input("topics", "What about?", "Words a story must match, with commas between them. Empty: everything.", true,
			lines(typed(f.Topics, maxInput, "ferries, harbour tax"))),
		input("times", "At what times?", "Such as 08:00 and 17:30, or 8am.", false, typed(f.Times, 300, "08:00, 17:30")),
		input("days", "On which days?", "Empty: every day.", true, typed(f.Days, 300, "weekdays")),
		input("zone", "In which time zone?", "Empty: that of this channel.", true, typed(f.Zone, 100, "Europe/Berlin")),
	}
	if f.Was == "" {
		fields = append(fields, input(whereField, "Who is told?", "A channel I was brought into. Empty: you alone, in a direct message.", true, channels(about.Channel)))
	}
	fields = append(fields,
		input("outlets", "Only from these outlets", "Or all but some: without Sea Post.", true, typed(f.Outlets, maxInput, "Bay Wire, Harbour Gazette")),
		input("include", "Only stories with one of these words", "", true, typed(f.Include, maxInput, "")),
		input("exclude", "No stories with these words", "", true, typed(f.Exclude, maxInput, "football")),
		input("most", "At most how many stories?", "Empty: as many as the bot allows.", true, typed(f.Most, 10, "5")),
		input("length", "How long?", "", true, choose(f.Length, [2]string{defaultChoice, "As set for this channel"},
			[2]string{"headlines", "Headlines only"}, [2]string{"short", "Short: the main facts"}, [2]string{"full", "Full: all facts"})),
		input("empty", "When there is nothing new?", "", true, choose(f.Empty, [2]string{defaultChoice, "As set for this bot"},
			[2]string{"line", "Say so in one line"}, [2]string{"skip", "Stay silent"})),
		input("quiet", "Quiet days", "Days without a digest.", true, typed(f.Quiet, maxInput, "25 Dec, 2027-05-01")),
		input("name", "What is it called?", "Empty: what it is about.", true, typed(f.Name, 150, "Boats")),
		slack.NewActionBlock("", slack.NewButtonBlockElement(post.ActionPreview, post.ActionPreview, plain("Preview", maxButtonText))),
	)
	about.Was, about.Again = f.Was, f.Again
	v := modal(title, SubscribeForm, submit, fields...)
	v.PrivateMetadata = about.encode()
	return v
}

// whereField is the field of the channel that is told.
const whereField = "where"

// channels is a menu of the channels that a person can name; a direct message is none of them.
func channels(chosen string) slack.BlockElement {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, plain("Me alone", maxPlaceholder), inputID)
	e.Filter = &slack.SelectBlockElementFilter{Include: []string{"public", "private"}, ExcludeBotUsers: true}
	if !strings.HasPrefix(chosen, "D") {
		e.InitialConversation = chosen
	}
	return e
}

// Where is the channel that somebody chose in Subscribe to be told, "" for themselves. Of one that is changed it is where it is.
func Where(values Values, about Private) string {
	if about.Was != "" {
		return about.Channel
	}
	return values.of(whereField)
}

// PreviewTitle stands over what Preview shows.
const PreviewTitle = "Preview"

// Preview is what a subscription would bring now, to be looked at over the form that asks for it.
func Preview(posts []post.Post) slack.ModalViewRequest {
	shown := make([]post.Post, len(posts))
	for i, p := range posts {
		p.Actions = nil // there is nothing yet that they could be about
		shown[i] = p
	}
	v := modal(PreviewTitle, "", "", homePages(shown)[0]...)
	v.Close = plain("Back", maxViewTitle)
	return v
}

// SubscribeOf is what somebody wrote in Subscribe, with what it carried along. Who is told says Where.
func SubscribeOf(values Values, about Private) command.Form {
	return command.Form{
		Name: values.of("name"), Topics: values.of("topics"), Outlets: values.of("outlets"), Include: values.of("include"),
		Exclude: values.of("exclude"), Days: values.of("days"), Times: values.of("times"), Zone: values.of("zone"), Most: values.of("most"),
		Length: values.of("length"), Empty: values.of("empty"), Quiet: values.of("quiet"),
		Again: about.Again, Was: about.Was,
	}
}

// Faults are what command.Form says is wrong, as the acknowledgement of a submission takes them: by fields that the form shows. What is
// wrong with something it does not show stands at its first field.
func Faults(faults map[string]string, about Private) *slack.ViewSubmissionResponse {
	shown := map[string]string{}
	for field, fault := range faults {
		if !subscribeFields[field] && (field != whereField || about.Was != "") {
			field = "topics"
		}
		shown[field] = clip(fault, maxFault)
	}
	return slack.NewErrorsViewSubmissionResponse(shown)
}

// maxFault is how long a line under a field may be; Slack states no limit.
const maxFault = 300

// subscribeFields are the fields that both forms show.
var subscribeFields = map[string]bool{
	"topics": true, "times": true, "days": true, "zone": true, "outlets": true, "include": true, "exclude": true, "most": true,
	"length": true, "empty": true, "quiet": true, "name": true,
}
