package extract

import "strings"

// manner is what a verb needs before words without quotation marks count as speech.
type manner int

const (
	says   manner = iota + 1 // nothing more: "said the road was closed"
	claims                   // "that", or a clause that shows its verb: "insisted the road was closed"
	states                   // "that", "whether" or "how": "noted that"; "added sugar" is no speech
	tells                    // somebody who is told: "told reporters the road was closed"
	asks                     // a question: "asked whether"; "asked that he go" only wishes
	calls                    // quotation marks, always: it gives something a name
	weak                     // quotation marks right behind it, or "that": it is often something else
)

// form is the form of a verb, as far as it tells who acts.
type form int

const (
	base       form = iota + 1 // "say": somebody in the plural
	third                      // "says": somebody in the singular
	past                       // "said"
	participle                 // "saying": the subject of its sentence
)

// usage is how a form of a verb of speech is used.
type usage struct {
	manner manner
	form   form
	noun   bool // rather a noun: "claims", "states", "remarks"
	modal  bool // the plain form behind "could" or "did", which only a quotation makes sure of
}

// verbs are the forms of the verbs of speech. An entry is the plain form, the third person, the past and the
// participle; a "-" before it says that the plain form and the third person are mostly nouns.
var verbs = func() map[string]usage {
	m := map[string]usage{}
	for _, row := range []struct {
		manner manner
		list   string
	}{
		{says, `say says said saying`},
		{claims, `argue argues argued arguing; announce announces announced announcing; insist insists insisted insisting; -claim claims claimed claiming; explain explains explained explaining;
			admit admits admitted admitting; acknowledge acknowledges acknowledged acknowledging; believe believes believed believing; concede concedes conceded conceding; conclude concludes concluded concluding;
			confirm confirms confirmed confirming; contend contends contended contending; declare declares declared declaring; -estimate estimates estimated estimating; predict predicts predicted predicting;
			recall recalls recalled recalling; -report reports reported reporting; reveal reveals revealed revealing; suggest suggests suggested suggesting; testify testifies testified testifying; -vow vows vowed vowing; -pledge pledges pledged pledging;
			-promise promises promised promising; allege alleges alleged alleging; assert asserts asserted asserting; complain complains complained complaining; caution cautions cautioned cautioning;
			speculate speculates speculated speculating; -boast boasts boasted boasting; maintain maintains maintained maintaining; deny denies denied denying; warn warns warned warning; agree agrees agreed agreeing;
			-joke jokes joked joking; think thinks thought; feel feels felt; -hope hopes hoped hoping; -fear fears feared fearing; -worry worries worried; expect expects expected expecting; imply implies implied implying; confess confesses confessed confessing; -guess guesses guessed guessing; assume assumes assumed assuming;
			reckon reckons reckoned reckoning; -hint hints hinted hinting; swear swears swore swearing; clarify clarifies clarified clarifying; brag brags bragged bragging; presume presumes presumed presuming; foresee foresees foresaw;
			-forecast forecasts; anticipate anticipates anticipated anticipating; -doubt doubts doubted doubting; imagine imagines imagined imagining; realise realises realised realising; realize realizes realized realizing; indicate indicates indicated indicating; -tweet tweets tweeted tweeting; write writes wrote writing`},
		{states, `add adds added adding; -note notes noted noting; -stress stresses stressed stressing; -state states stated stating; emphasise emphasises emphasised emphasising; emphasize emphasizes emphasized emphasizing;
			observe observes observed observing; -remark remarks remarked remarking; repeat repeats repeated repeating; reiterate reiterates reiterated reiterating; reply replies replied replying; respond responds responded responding;
			-retort retorts retorted; -answer answers answered; continue continues continued; -comment comments commented; -lament laments lamented lamenting; counter counters countered countering; quip quips quipped;
			-shout shouts shouted shouting; -post posts posted posting; proclaim proclaims proclaimed proclaiming; quote quotes quoted quoting; -scoff scoffs scoffed; -sigh sighs sighed; fume fumes fumed; muse muses mused; opine opines opined;
			exclaim exclaims exclaimed; -yell yells yelled yelling; -cry cries cried; -whisper whispers whispered; -chant chants chanted chanting; elaborate elaborates elaborated; -disclose discloses disclosed disclosing; -rule rules ruled`},
		{tells, `tell tells told telling; assure assures assured assuring; inform informs informed informing; remind reminds reminded reminding; convince convinces convinced; -brief briefs briefed; notify notifies notified notifying`},
		{asks, `ask asks asked asking; wonder wonders wondered wondering; -question questions questioned questioning; inquire inquires inquired`},
		{calls, `-call calls called calling; describe describes described describing; -dub dubs dubbed dubbing; -brand brands branded branding; -label labels labelled labeled labelling labeling; denounce denounces denounced denouncing; condemn condemns condemned condemning;
			dismiss dismisses dismissed dismissing; -slam slams slammed slamming; -blast blasts blasted blasting; -praise praises praised praising; hail hails hailed hailing; accuse accuses accused accusing; -criticise criticises criticised criticising; criticize criticizes criticized criticizing;
			characterize characterizes characterized characterizing; characterise characterises characterised characterising; mock mocks mocked mocking; -attack attacks attacked attacking; deride derides derided deriding; defend defends defended defending; -refer refers referred referring; -cite cites cited citing;
			-demand demands demanded demanding; implore implores implored imploring; -urge urges urged urging; -applaud applauds applauded applauding; decry decries decried decrying; welcome welcomes welcomed welcoming; ridicule ridicules ridiculed ridiculing; compare compares compared comparing; liken likens likened likening; -blame blames blamed blaming;
			portray portrays portrayed portraying; lambast lambasts lambasted; express expresses expressed expressing; -pronounce pronounces pronounced; deem deems deemed; reject rejects rejected rejecting; credit credits credited crediting`},
		{weak, `-find finds found; -show shows showed; -read reads reading; know knows knew; -want wants wanted; learn learns learned; -hear hears heard; -go goes went; begin begins began; laugh laughs laughed; -point points pointed pointing; -signal signals signalled signaled;
			-decide decides decided; consider considers considered; propose proposes proposed; recommend recommends recommended; use uses used; -start starts started; open opens opened; -close closes closed; deliver delivers delivered; -offer offers offered;
			-sign signs signed; speak speaks spoke; -talk talks talked; -email emails emailed; -text texts texted; -issue issues issued; release releases released; conclude concludes concluded`},
	} {
		for entry := range strings.SplitSeq(row.list, ";") {
			addVerb(m, row.manner, strings.Fields(entry))
		}
	}
	m["read"] = usage{manner: weak, form: past} // "the statement read"; its plain form is spelled the same
	return m
}()

// thoughts are verbs of what somebody thinks rather than says.
var thoughts = set(`believes believed thinks thought feels felt hopes hoped fears feared worries worried knows knew learns learned expects expected imagines imagined assumes assumed doubts doubted guesses guessed realises realised realizes realized wants wanted`)

// addVerb enters the forms of one verb; a form that is listed already keeps its first entry.
func addVerb(m map[string]usage, how manner, forms []string) {
	plain, noun := strings.CutPrefix(forms[0], "-")
	for k, f := range append([]string{plain}, forms[1:]...) {
		u := usage{manner: how, form: past}
		switch {
		case k == 0:
			u.form, u.noun = base, noun
		case k == 1:
			u.form, u.noun = third, noun
		case strings.HasSuffix(f, "ing"):
			u.form = participle
		}
		if _, known := m[f]; !known {
			m[f] = u
		}
	}
}

// irregularPasts are the past forms of frequent verbs that do not end in "ed".
var irregularPasts = set(`went came began met took gave held left fell rose ran sat stood won lost made found brought bought sold sent saw kept led paid put
	set shut hit cut spoke struck broke became got grew knew threw drew flew drove wrote rode sank shot slept spent swept taught thought
	told understood withdrew wore built caught chose felt fought forgot froze hid laid lay lit meant quit read sang shook shone slid
	split spread stole stuck swam swore tore woke wound sought fled fed dug hung lent swung spun sped upheld undertook overtook overcame
	bled bred bent bit blew bore bound crept dealt forbade forgave leapt rang sprang underwent befell cost hurt let burst`)
