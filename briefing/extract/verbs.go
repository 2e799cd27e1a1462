package extract

import "strings"

// manner is how a verb of speech takes what is said.
type manner int

const (
	says    manner = iota + 1 // reports words: "said that", "said:", or behind the words
	tells                     // reports words, after somebody they are said to
	calls                     // gives something a name: only words between quotation marks are speech
	weak                      // often something else: speech only with quotation marks or "that"
	partial                   // a participle, which speaks for the subject of its sentence: "adding that"
)

// verbs maps the forms of verbs of speech to their manner. Of verbs whose plain form is mostly a noun ("report",
// "claim") only the other forms are listed.
var verbs = func() map[string]manner {
	m := map[string]manner{}
	for _, row := range []struct {
		manner manner
		list   string
	}{
		{says, `say says said; add adds added; argue argues argued; announce announces announced; insist insists insisted; -claim claims claimed; -note notes noted;
			explain explains explained; write writes wrote; -tweet tweets tweeted; admit admits admitted; acknowledge acknowledges acknowledged; believe believes believed;
			-comment comments commented; concede concedes conceded; conclude concludes concluded; confirm confirms confirmed; contend contends contended;
			declare declares declared; emphasise emphasises emphasised; emphasize emphasizes emphasized; -estimate estimates estimated; -joke jokes joked;
			-lament laments lamented; observe observes observed; predict predicts predicted; quip quips quipped; recall recalls recalled; reiterate reiterates reiterated;
			-remark remarks remarked; repeat repeats repeated; reply replies replied; -report reports reported; respond responds responded; reveal reveals revealed; -shout shouts shouted;
			-state states stated; -stress stresses stressed; suggest suggests suggested; testify testifies testified; -vow vows vowed; -pledge pledges pledged; -promise promises promised;
			allege alleges alleged; assert asserts asserted; complain complains complained; caution cautions cautioned; counter counters countered; -post posts posted;
			proclaim proclaims proclaimed; quote quotes quoted; -retort retorts retorted; -scoff scoffs scoffed; -sigh sighs sighed; speculate speculates speculated; fume fumes fumed;
			muse muses mused; opine opines opined; -boast boasts boasted; -exclaim exclaims exclaimed; -yell yells yelled; -cry cries cried; -whisper whispers whispered; -chant chants chanted; maintain maintains maintained;
			elaborate elaborates elaborated; deny denies denied; warn warns warned; continue continues continued; -answer answers answered; -question questions questioned; wonder wonders wondered; agree agrees agreed`},
		{tells, `tell tells told; ask asks asked; assure assures assured; inform informs informed; remind reminds reminded; -urge urges urged; convince convinces convinced; -brief briefs briefed`},
		{calls, `-call calls called; describe describes described; -dub dubs dubbed; -brand brands branded; -label labels labelled labeled; denounce denounces denounced; condemn condemns condemned;
			dismiss dismisses dismissed; -slam slams slammed; -blast blasts blasted; -praise praises praised; hail hails hailed; accuse accuses accused; -criticise criticises criticised; criticize criticizes criticized;
			characterize characterizes characterized; characterise characterises characterised; mock mocks mocked; -attack attacks attacked; deride derides derided; defend defends defended; -refer refers referred; -cite cites cited;
			-demand demands demanded; implore implores implored; -applaud applauds applauded; decry decries decried; welcome welcomes welcomed; ridicule ridicules ridiculed; compare compares compared; liken likens likened; -blame blames blamed;
			portray portrays portrayed; lambast lambasts lambasted lambasted; express expresses expressed; -pronounce pronounces pronounced; deem deems deemed`},
		{weak, `-find finds found; -show shows showed; -read reads; -hope hopes hoped; -fear fears feared; think thinks thought; feel feels felt; -know knows knew; -want wants wanted; learn learns learned; -hear hears heard;
			-go goes went; begin begins began; laugh laughs laughed; -point points pointed; -signal signals signalled signaled; indicate indicates indicated; -decide decides decided; consider considers considered; propose proposes proposed;
			recommend recommends recommended; use uses used; -start starts started; open opens opened; -close closes closed; deliver delivers delivered; -offer offers offered; -sign signs signed; speak speaks spoke; -talk talks talked; -email emails emailed; -text texts texted`},
		{partial, `saying; adding; arguing; announcing; insisting; claiming; noting; explaining; writing; tweeting; admitting; acknowledging; declaring; emphasizing; emphasising; joking; predicting; recalling;
			remarking; repeating; replying; shouting; stating; stressing; suggesting; vowing; promising; alleging; asserting; complaining; warning; telling; asking; calling; describing; dubbing; branding; labelling; labeling; denouncing; dismissing;
			accusing; criticizing; criticising; characterizing; mocking; citing; demanding; urging; quoting; yelling; chanting; concluding; lamenting; referring; boasting; praising; slamming; blasting; defending; comparing; responding; posting; proclaiming`},
	} {
		for entry := range strings.SplitSeq(row.list, ";") {
			for _, form := range strings.Fields(entry) {
				if !strings.HasPrefix(form, "-") {
					m[form] = row.manner
				}
			}
		}
	}
	return m
}()

// between may stand between a speaker and the verb.
var between = set(`also has had have later then repeatedly recently previously once initially already since first again earlier often further simply even always now still
	just too both long sometimes himself herself themselves itself reportedly famously finally immediately`)

// lyNouns are nouns that look like adverbs.
var lyNouns = set(`family rally ally assembly reply supply anomaly bully monopoly`)

// pronouns that can speak.
var pronouns = set(`he she they it we i who`)

// stops end the walk from a verb to the left through its subject.
var stops = set(`that but as while when because if which although though whether before after until unless since than so and or nor
	is was were are be been being am will would could should might can did does do not what where why how whose whom then also`)

// openings begin a noun phrase.
var openings = set(`the a an his her its their our my one two three four five six seven eight nine ten several some many most both another other any each every this these those no all few`)

// prepositions go on with a noun phrase to the left.
var prepositions = set(`of for at in from with to by on near against behind inside about within under over among between into`)
