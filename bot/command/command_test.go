package command

import (
	"strings"
	"testing"

	"github.com/nutgraf/nutgraf/bot/post"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]Command{
		"":                                  {Kind: Help},
		" ?! ":                              {Kind: Help},
		"Help":                              {Kind: Help},
		"/help!":                            {Kind: Help},
		"help subscribe":                    {Kind: Help, Words: "subscribe"},
		"help forget me":                    {Kind: Help, Words: "forget me"},
		"RESET.":                            {Kind: Reset},
		"subscribe to x  at 08:00":          {Kind: SubscribeTo, Words: "to x at 08:00"},
		"/subscribe":                        {Kind: SubscribeTo},
		"Subscriptions":                     {Kind: Subscriptions},
		"unsubscribe morning":               {Kind: Unsubscribe, Words: "morning"},
		"digest now":                        {Kind: Digest},
		"digest now Boats":                  {Kind: Digest, Words: "Boats"},
		"preview morning news":              {Kind: Preview, Words: "morning news"},
		"pause":                             {Kind: Pause},
		"Resume Boats":                      {Kind: Resume, Words: "Boats"},
		"follow":                            {Kind: Follow},
		"follow who leads Kestrel Bank?":    {Kind: Follow, Words: "who leads Kestrel Bank?"},
		"follow: the harbour strike":        {Kind: Follow, Words: "the harbour strike"},
		"watch for a verdict in the trial":  {Kind: Follow, Words: "a verdict in the trial"},
		"watch when the bridge opens":       {Kind: Follow, Words: "when the bridge opens"},
		"unwatch 2":                         {Kind: Unfollow, Words: "2"},
		"watches":                           {Kind: Following},
		"sources":                           {Kind: Sources},
		"feeds?":                            {Kind: Feeds},
		"settings":                          {Kind: Settings},
		"settings zone Europe/Berlin":       {Kind: Settings, Words: "zone Europe/Berlin"},
		"settings workspace daily 500":      {Kind: Settings, Words: "workspace daily 500"},
		"good":                              {Kind: Good},
		"Wrong!":                            {Kind: Wrong},
		"wrong: it was Tuesday":             {Kind: Wrong, Words: "it was Tuesday"},
		"wrong, it was Tuesday":             {Kind: Wrong, Words: "it was Tuesday"},
		"wrong because it was Tuesday":      {Kind: Wrong, Words: "because it was Tuesday"},
		"that's wrong - he never said it":   {Kind: Wrong, Words: "he never said it"},
		"feedback: shorter, please":         {Kind: Feedback, Words: "shorter, please"},
		"feedback you are too long":         {Kind: Feedback, Words: "you are too long"},
		"privacy":                           {Kind: Privacy},
		"share":                             {Kind: Share},
		"Share this!":                       {Kind: Share},
		"share of answer a7f3k2ab":          {Kind: Share, Answer: "a7f3k2ab"},
		"delete":                            {Kind: Delete},
		"/delete this answer":               {Kind: Delete},
		"delete of answer a7f3k2ab":         {Kind: Delete, Answer: "a7f3k2ab"},
		"last":                              {Kind: Last},
		"Last answer?":                      {Kind: Last},
		"/status":                           {Kind: Status},
		"mute":                              {Kind: Mute},
		"Be quiet!":                         {Kind: Mute},
		"stop listening":                    {Kind: Mute},
		"unmute":                            {Kind: Unmute},
		"listen":                            {Kind: Unmute},
		"change #k3v7a2bc":                  {Kind: Change, Words: "#k3v7a2bc"},
		"pause #k3v7a2bc":                   {Kind: Pause, Words: "#k3v7a2bc"},
		"help share":                        {Kind: Help, Words: "share"},
		"help be quiet":                     {Kind: Help, Words: "be quiet"},
		"forget me":                         {Kind: Forget},
		"Forget me now.":                    {Kind: Forget, Words: "now"},
		"wrong of answer a7f3k2ab":          {Kind: Wrong, Answer: "a7f3k2ab"},
		"wrong of answer a7f3k2ab: Tuesday": {Kind: Wrong, Answer: "a7f3k2ab", Words: "Tuesday"},
		"follow of answer a7f3k2ab":         {Kind: Follow, Answer: "a7f3k2ab"},
		"sources of answer a7f3k2ab":        {Kind: Ask, Answer: "a7f3k2ab", Words: "source?"},
		"more of answer a7f3k2ab":           {Kind: Ask, Answer: "a7f3k2ab", Words: "more"},
		"2 of answer a7f3k2ab":              {Kind: Ask, Answer: "a7f3k2ab", Words: "2"},
		"who\nsaid that?":                   {Kind: Ask, Words: "who said that?"},
		"谁说的":                               {Kind: Ask, Words: "谁说的"},
		"brief harbour strike":              {Kind: Ask, Words: "brief me on harbour strike"},
		"/brief harbour strike":             {Kind: Ask, Words: "brief me on harbour strike"},
		"brief me on the strike":            {Kind: Ask, Words: "brief me on the strike"},
		"quotes Mara Lind on fines":         {Kind: Ask, Words: "what did Mara Lind say about fines?"},
		"quotes by Mara Lind":               {Kind: Ask, Words: "what did Mara Lind say?"},
		"quotes on fines":                   {Kind: Ask, Words: "what was said about fines?"},
		"new since Monday":                  {Kind: Ask, Words: "what is new since Monday"},
		"new":                               {Kind: Ask, Words: "what is new?"},
		"/timeline harbour strike":          {Kind: Ask, Words: "timeline harbour strike"},
		"timeline":                          {Kind: Ask, Words: "timeline"},
		"ask: who won?":                     {Kind: Ask, Words: "who won?"},
		"/ask the bishop's age":             {Kind: Ask, Words: "the bishop's age"},
		"ask who won":                       {Kind: Ask, Words: "who won"},
	} {
		got := Parse(text)
		got.Said = ""
		if got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// What begins as a command does and is a question stays one, word for word.
func TestQuestionsThatLookLikeCommands(t *testing.T) {
	for question := range strings.SplitSeq(strings.TrimSpace(nearMisses), "\n") {
		if got := Parse(question); got.Kind != Ask || got.Words != question {
			t.Errorf("%q is taken for %s %q", question, got.Kind, got.Words)
		}
	}
}

const nearMisses = `
Help me understand the sanctions
help for flood victims: how much?
help from the army arrived when?
helpers at the dam, how many?
Who will reset the talks?
reset button at the plant: who pressed it?
resetting the clocks costs what?
subscriptions fell at which firm?
subscribers of the daily rose by how many?
what did subscribers pay?
unsubscribed users sued whom?
digest of the report: who wrote it?
digest now sold under which name?
digestive illness cases in the port?
what is new in pausing the merger?
pause in the fighting: how long?
pause of the tariffs until when?
paused projects cost how much?
preview of the budget: what is in it?
previews of the film were shown where?
resume of the minister was false?
resumed talks are where?
who will follow Mr Ode?
follow suit which banks?
following the vote, who resigned?
follow-up trial begins when?
followers of the sect live where?
following whom did she take office?
watch prices rose by how much?
watch maker Orlo cut how many jobs?
watchdog fined whom?
watches worth how much were stolen?
watch sales fell
watch industry exports
which watch did he wear?
sources say the deal is dead?
sources of the leak: who are they?
sources close to the minister said what?
what sources does the report name?
feeds for cattle cost how much?
feeds and grain prices
outlets closed by the chain: how many?
outlets in Norby, which ones closed?
settings of the new museum's rooms?
settings for the summit: which hotel?
settings daily use how much power?
settings zone of the film?
good harvest in which region?
good news for farmers?
goods worth how much were seized?
good Friday march: who led it?
right to repair law passed when?
right wing parties won how many seats?
rights of tenants: what changed?
correct answer to the exam question leaked by whom?
wrong turn caused the crash?
wrong man jailed for how long?
wrong-way driver was who?
wrongful arrest suit: how much?
that is wrong with the bridge?
feedback on the budget plan from mayors
feedback from residents was what?
feedback loop at the concert hurt whom?
feedback about the tram?
feedback forms were lost by whom?
privacy law passed when?
privacy of patients: who complained?
private school fees
change of government: when?
change #MeToo rules, who asked?
change
share of the market held by Orlo?
share prices fell at which bank?
share this view, which ministers?
shares in Kestrel Bank
share buyback of Kestrel
sharing of the water: who decides?
delete key evidence: who did?
delete answers from the exam file, who ordered it?
deleted messages were found where?
last week's vote: who won?
last answer of the minister
last ferry to Norby
lasting peace, who signed?
status of the talks?
status quo in the strait
status symbol of the rich
mute button at the hearing: who pressed it?
mute swans counted at the lake
muted reaction of the markets
be quiet about the deal, who said that?
be quiet order at the port
stop listening to polls, who said it?
stop listening devices at the embassy
unmute the debate, who asked?
listen to the minister: what did he say?
listen live on which station?
listening devices were found where?
listed firms that lost money
forget me not sales rose?
forget the merger: who said that?
forgotten victims, how many?
new mayor of Norby is who?
new bridge cost?
news anchor fired by whom?
newspapers closed how many titles?
brief outage at the exchange?
brief but violent storm
briefing by the police was when?
briefs filed by whom?
quotes from the hearing: who said what?
quote of the day was whose?
quoted price for the ferry
asked who would pay, what did he say?
asking price of the palace?
ask the bishop
timelines for the rollout slipped?
compared with last year, how many?
more than how many people came?
more money for schools?
commands of the general were ignored by whom?
notify me campaign reached how many?
start over at which club?
`

// Every command can be said in its own words, and is read back as the same.
func FuzzParse(f *testing.F) {
	for _, text := range append(post.Examples(), strings.Split(strings.TrimSpace(nearMisses), "\n")...) {
		f.Add(text)
	}
	f.Add("wrong of answer a7f3k2ab: it was Tuesday")
	f.Add("!digest now :x")
	f.Fuzz(func(t *testing.T, text string) {
		c := Parse(text)
		if c.Kind == Ask && c.Answer == "" && c.Words == "" {
			t.Errorf("%q: a question without words", text)
		}
		again := Parse(c.String())
		again.Said = c.Said
		if c.Kind != Ask && again != c {
			t.Errorf("%q: %+v is said as %q, which is %+v", text, c, c.String(), again)
		}
	})
}

// What help shows works as it is typed.
func TestHelpExamples(t *testing.T) {
	for _, example := range post.Examples() {
		switch c := Parse(example); c.Kind {
		case SubscribeTo:
			if _, err := ParseSubscribe(c.Words, ""); err != nil {
				t.Errorf("%s: %v", example, err)
			}
		case Ask:
			if !strings.HasSuffix(c.Words, "?") {
				t.Errorf("%s is read as the question %q", example, c.Words)
			}
		}
	}
	for kind := range map[Kind]bool{SubscribeTo: true, Subscriptions: true, Unsubscribe: true, Digest: true, Preview: true, Pause: true, Resume: true, Follow: true,
		Unfollow: true, Following: true, Sources: true, Feeds: true, Settings: true, Good: true, Wrong: true, Feedback: true, Privacy: true, Forget: true, Help: true, Reset: true} {
		if !post.HasHelp(string(kind)) {
			t.Errorf("no help on %s", kind)
		}
	}
}
