package text

import (
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// Stem is the stem of a folded word in a language (ISO 639-1; "" means English): what its inflections share. It is not
// a word to be shown. English loses its possessive "'s" and knows irregular forms ("won" and "win"); French and Italian
// lose the article written into a word ("l'eau"). A word with a digit, and a word of a language without a stemmer, stays
// as it is.
//
// The algorithms are those of https://snowballstem.org. Folded words lack the accents some of them look for: where a
// common ending needs one it is put back; elsewhere the stems are only a little longer, and alike for question and fact.
func Stem(word, language string) string {
	if strings.ContainsAny(word, "0123456789") {
		return strings.TrimSuffix(word, "'s")
	}
	if language == "" || language == englishCode {
		return stemEnglish(word)
	}
	word = unelided(word, language)
	stemmer, ok := stemmers[language]
	if !ok {
		return word
	}
	for _, e := range accented[language] {
		if base, ok := strings.CutSuffix(word, e.folded); ok {
			return Fold(run(stemmer, base+e.printed))
		}
	}
	return run(stemmer, word)
}

// ending is the end of a word, folded and as its language prints it.
type ending struct{ folded, printed string }

// accented are the endings whose stemmer sees them only with their accent, so that "investigación" and "investigaciones"
// would have different stems without it. Longer ones first.
var accented = map[string][]ending{
	"es": {{"cion", "ción"}, {"sion", "sión"}, {"logia", "logía"}},
	"fr": {{"ees", "ées"}, {"ee", "ée"}},
	"pt": {{"coes", "ções"}, {"cao", "ção"}, {"soes", "sões"}, {"sao", "são"}},
}

func stemEnglish(word string) string {
	if base, ok := strings.CutSuffix(word, "'s"); ok && base != "" {
		word = base
	}
	word = strings.Trim(word, "'")
	if base, ok := irregular[word]; ok {
		word = base
	}
	if len(word) < 3 {
		return word
	}
	return run(english.Stem, word)
}

// Irregular reports whether a folded English word is an irregular form: only its stem may begin otherwise than the word itself.
func Irregular(word string) bool {
	_, ok := irregular[strings.TrimSuffix(word, "'s")]
	return ok
}

var stemmers = map[string]func(*snowballstem.Env) bool{
	"ar": arabic.Stem, "da": danish.Stem, "de": german.Stem, "es": spanish.Stem, "fi": finnish.Stem, "fr": french.Stem, "ga": irish.Stem,
	"hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem, "nl": dutch.Stem, "nn": norwegian.Stem, "no": norwegian.Stem, "pt": portuguese.Stem,
	"ro": romanian.Stem, "ru": russian.Stem, "sv": swedish.Stem, "ta": tamil.Stem, "tr": turkish.Stem,
}

var environments = sync.Pool{New: func() any { return snowballstem.NewEnv("") }}

func run(stemmer func(*snowballstem.Env) bool, word string) string {
	env := environments.Get().(*snowballstem.Env)
	env.SetCurrent(word)
	stemmer(env)
	stem := env.Current()
	env.SetCurrent("")
	environments.Put(env)
	if stem == "" {
		return word
	}
	return stem
}

// irregular maps irregular forms of English verbs and nouns to the form that [Stem] stems.
// Forms that are common words of another meaning ("left", "found" as to establish, "saw" as a tool) are weighed by news use.
var irregular = forms(`arise arose arisen; be been; bear bore borne; beat beaten; become became; begin began begun; bend bent; bind bound;
bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built; burn burnt; buy bought;
catch caught; child children; choose chose chosen; come came; creep crept; deal dealt; dig dug; draw drew drawn; drink drank drunk;
drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fly flew flown; foot feet;
forbid forbade forbidden; forecast forecasted; foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen;
get got gotten; give gave given; go went gone; grow grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept; know knew known;
lay laid; lead led; leave left; lend lent; lie lying; lose lost; make made; man men; mean meant; meet met; mouse mice; oversee oversaw overseen;
overthrow overthrew overthrown; pay paid; person people; ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen;
seek sought; sell sold; send sent; shake shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung;
sink sank sunk; sit sat; sleep slept; slide slid; speak spoke spoken; spend spent; spin spun; stand stood; steal stole stolen; stick stuck;
strike struck stricken; swear swore sworn; sweep swept; swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told;
think thought; throw threw thrown; tooth teeth; undergo underwent undergone; undertake undertook undertaken; understand understood;
wake woke woken; wear wore worn; wife wives; life lives; win won; withdraw withdrew withdrawn; woman women; write wrote written;
die dying; tie tying; uphold upheld; withstand withstood; mislead misled; rebuild rebuilt; repay repaid; resell resold; retake retook retaken;
thief thieves; half halves; knife knives; wolf wolves; crisis crises; analysis analyses; awake awoke awoken; cling clung; dream dreamt;
dwell dwelt; fling flung; foretell foretold; forgo forwent forgone; forsake forsook forsaken; kneel knelt; leap leapt; learn learnt; light lit;
mistake mistook mistaken; misunderstand misunderstood; overcome overcame; overhear overheard; override overrode overridden; overrun overran;
overtake overtook overtaken; plead pled; prove proven; remake remade; rethink rethought; rewrite rewrote rewritten; slay slain; sling slung;
sow sown; sew sewn; speed sped; spell spelt; spill spilt; spoil spoilt; spring sprang sprung; sting stung; strew strewn; stride strode;
strive strove striven; swell swollen; tread trod trodden; undo undid undone; weave wove woven; weep wept; withhold withheld; wring wrung;
goose geese; loaf loaves; calf calves; shelf shelves; scarf scarves; hypothesis hypotheses; criterion criteria; phenomenon phenomena;
bacterium bacteria; alumnus alumni; fungus fungi; nucleus nuclei; stimulus stimuli; index indices; appendix appendices; policeman policemen;
policewoman policewomen; spokesman spokesmen; spokeswoman spokeswomen; gunman gunmen; businessman businessmen; businesswoman businesswomen;
chairman chairmen; fisherman fishermen; fireman firemen; congressman congressmen; congresswoman congresswomen; councilman councilmen;
salesman salesmen; sportsman sportsmen; batsman batsmen; cameraman cameramen; clergyman clergymen; countryman countrymen; craftsman craftsmen;
englishman englishmen; frenchman frenchmen; irishman irishmen; dutchman dutchmen; gentleman gentlemen; henchman henchmen; horseman horsemen;
lawman lawmen; militiaman militiamen; nobleman noblemen; workman workmen; serviceman servicemen; servicewoman servicewomen; statesman statesmen;
strongman strongmen; tribesman tribesmen; tradesman tradesmen; seaman seamen; airman airmen; marksman marksmen; hitman hitmen; postman postmen;
ombudsman ombudsmen; knifeman knifemen; layman laymen; foreman foremen; grandchild grandchildren; schoolchild schoolchildren`)

// forms reads "base form form; base form" into form -> base.
func forms(table string) map[string]string {
	m := map[string]string{}
	for entry := range strings.SplitSeq(table, ";") {
		fields := strings.Fields(entry)
		for _, f := range fields[1:] {
			m[f] = fields[0]
		}
	}
	return m
}
