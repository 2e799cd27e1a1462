package rank

// Signal is one thing that tells how well a fact answers.
type Signal struct {
	Name   string // family.name
	Unit   string // what its value counts
	Reason string // why it should tell
}

// Values are the signals of one fact, in the order of [Signals].
type Values [signals]float64

// The signals by number. Each family has a file that measures it.
const (
	stageScore = iota // stage.go
	stageFact
	stageArticle
	stagePeers
	stageBest

	wordsOwn // coverage.go
	wordsAround
	wordsLocal
	wordsExact
	wordsRarest
	wordsFirst
	wordsLast
	wordsNumbers
	wordsMissing
	wordsBefore
	wordsBehind

	likeWords // like.go
	likeFamily
	likeAsked

	phrasePairs // phrases.go
	phraseNear
	phraseTriples
	phraseWindow
	phraseOrder
	phraseDensity
	phraseRun
	phraseCommon

	nameWhole // names.go
	nameOther
	nameStands
	nameSubject
	namePronoun

	kindFits // kinds.go
	kindNear
	kindPerson
	kindBody
	kindPersonNear
	kindTime
	kindTimeNear
	kindTimeBroad
	kindYear
	kindPlace
	kindPlaceNear
	kindNumber
	kindNumberNear
	kindCounted
	kindMoney
	kindExtent
	kindExtentNear
	kindReason
	kindBecause
	kindPurpose
	kindManner
	kindDenies
	kindSpeaker
	kindDirect
	kindPartial
	kindQuote
	kindUnwantedQuote
	kindNamed
	kindNew

	placeFirst // places.go
	placeLead
	placeCaption
	placeStandfirst
	placeQuestion
	placeAmends
	placeShort
	placeLength
	placeDangling
	placePlanned

	agreeWords // agreement.go

	signals
)

// Signals are what a fact is ranked by.
var Signals = [signals]Signal{
	stageScore:   {"stage.score", "share of the best hit's", "what the words of the question alone tell, with the whole article's"},
	stageFact:    {"stage.fact", "share of the best fact's", "of that, what the fact itself earned"},
	stageArticle: {"stage.article", "share of the best article's", "of that, what its article earned: first find the article, then the sentence"},
	stagePeers:   {"stage.peers", "share of the candidates", "an article with many candidates is about the question"},

	stageBest: {"stage.best", "1 when it is", "its article earned more than any other"},

	wordsOwn:     {"words.own", "share of the question's weight", "the fact says itself what it is about"},
	wordsAround:  {"words.around", "share of the question's weight", "headline, names and neighbours say what the fact leaves out"},
	wordsLocal:   {"words.local", "share of the question's local weight", "inside one article its topic's words tell little: a word that few of its candidates have tells which of them is meant"},
	wordsExact:   {"words.exact", "share of the question's weight", "the very form of a word tells a little more than its stem"},
	wordsRarest:  {"words.rarest", "1 when it is there", "the rarest word of a question is seldom said another way"},
	wordsFirst:   {"words.first", "1 when it is there", "the first word of meaning is often the subject"},
	wordsLast:    {"words.last", "1 when it is there", "the last word of meaning is often what is asked about the subject"},
	wordsNumbers: {"words.numbers", "share of the question's numbers", "a year or a figure of the question picks one fact of many alike"},
	wordsMissing: {"words.missing", "words", "each word that neither the fact nor what is around it has makes it less likely"},
	wordsBefore:  {"words.before", "share of the question's weight", "the sentence before says what this one leaves out"},
	wordsBehind:  {"words.behind", "share of the question's weight", "the sentence behind says what this one leaves out"},

	likeWords:  {"like.words", "share of the question's weight, by strength", "the thesaurus has another word or phrase of the fact for it"},
	likeFamily: {"like.family", "share of the question's weight, by strength", "a word of the same family says it as another part of speech"},
	likeAsked:  {"like.asked", "strength", "the fact has a word that the question's way of asking looks for: a price for \"how much did it cost\""},

	phrasePairs:   {"phrase.pairs", "share of the question's pairs", "two words that stand together in the question mean something together"},
	phraseNear:    {"phrase.near", "share of the question's pairs", "as pairs, with words between and in any order"},
	phraseTriples: {"phrase.triples", "share of the question's triples", "three words that stand together are hardly chance"},
	phraseWindow:  {"phrase.window", "matched words a word", "words that belong together stand close together"},
	phraseOrder:   {"phrase.order", "share of matched pairs", "who did what to whom is told by the order"},
	phraseDensity: {"phrase.density", "matched words a word", "a fact that says little else is about the question"},

	phraseRun:    {"phrase.run", "share of the question's words", "the longest run that both print, small words too"},
	phraseCommon: {"phrase.common", "share of the question's words", "the longest sequence that both print in the same order, small words too"},

	nameWhole:  {"name.whole", "share of the question's names", "a name of the fact is the one asked about, in full or by its part"},
	nameOther:  {"name.other", "share of the question's names", "a name that only shares a word is somebody or something else"},
	nameStands: {"name.stands", "share of the question's names", "a pronoun of the fact stands for the name asked about"},

	nameSubject: {"name.subject", "1 when it does", "the fact begins with a name asked about: it tells of them"},
	namePronoun: {"name.pronoun", "1 when it does", "the fact begins with a pronoun: it goes on about what was named before"},

	kindFits:          {"kind.fits", "1 when it does", "the fact has the sort of thing that is wanted, whichever; what follows is for each sort beyond that"},
	kindNear:          {"kind.near", "1 beside a word of the question, falling", "that thing stands where the question's words stand"},
	kindPerson:        {"kind.person", "1 when it is there", "asked who, the fact names a person the question does not"},
	kindBody:          {"kind.body", "1 when it is there", "asked who, the fact names a body the question does not"},
	kindPersonNear:    {"kind.person near", "1 beside a word of the question, falling", "that name stands where the question's words stand"},
	kindTime:          {"kind.time", "1 when it is there", "asked when, the fact tells a time that is not that of the telling"},
	kindTimeNear:      {"kind.time near", "1 beside a word of the question, falling", "that time stands where the question's words stand"},
	kindTimeBroad:     {"kind.time broad", "1 when it is", "asked when, a season or a decade is seldom meant"},
	kindYear:          {"kind.year", "1 when it is there", "asked for a year or a date, the fact has one that the calendar knows"},
	kindPlace:         {"kind.place", "1 when it is there", "asked where, the fact names a place the question does not"},
	kindPlaceNear:     {"kind.place near", "1 beside a word of the question, falling", "that place stands where the question's words stand"},
	kindNumber:        {"kind.number", "1 when it is there", "asked how many, the fact has a figure the question does not"},
	kindNumberNear:    {"kind.number near", "1 beside a word of the question, falling", "that figure stands where the question's words stand"},
	kindCounted:       {"kind.counted", "1 when it is", "the figure counts the very noun asked about"},
	kindMoney:         {"kind.money", "1 when it fits, -1 when not", "a price is money, and a number of people is none"},
	kindExtent:        {"kind.extent", "1 when it is there", "asked how long or how far, the fact has a length"},
	kindExtentNear:    {"kind.extent near", "1 beside a word of the question, falling", "that length stands where the question's words stand"},
	kindReason:        {"kind.reason", "1 when it is there", "asked why, the fact has a word that a reason follows or precedes"},
	kindBecause:       {"kind.because", "1 when it does", "asked why, the fact names a reason outright"},
	kindPurpose:       {"kind.purpose", "1 when it is there", "asked why, the fact says what for"},
	kindManner:        {"kind.manner", "1 when it is there", "asked how, the fact says by what means"},
	kindDenies:        {"kind.denies", "1 when it does", "asked whether, what did not happen is told with a negation"},
	kindSpeaker:       {"kind.speaker", "1 when it is", "asked what somebody said, the fact has words of theirs"},
	kindDirect:        {"kind.direct", "1 when they are", "those words are quoted, whole sentences of them"},
	kindPartial:       {"kind.partial", "1 when they are", "those words are quoted in part"},
	kindQuote:         {"kind.quote", "1 when there is one", "asked what was said, the fact has words of somebody else, or of somebody it does not name"},
	kindUnwantedQuote: {"kind.unwanted quote", "1 when there is one", "asked for anything else, somebody's words are seldom the answer"},
	kindNamed:         {"kind.named", "1 when it is there", "asked which court, the fact names something that has Court in its name"},
	kindNew:           {"kind.new", "words of meaning, logarithm", "asked what, the fact says more than the question"},

	placeFirst:      {"place.first", "1 for the first fact, 1/2 for the second, ...", "news tells the most important thing first"},
	placeLead:       {"place.lead", "1 among the first three", "the lead of an article holds what it is about"},
	placeCaption:    {"place.caption", "1 when it is one", "a caption says what a photo shows"},
	placeStandfirst: {"place.standfirst", "1 when it is one", "a standfirst only sums up what the body tells"},
	placeQuestion:   {"place.question", "1 when it asks", "a question is no answer"},
	placeAmends:     {"place.amends", "1 when it does", "a note of correction repeats the error it mends"},
	placeShort:      {"place.short", "1 below five words", "a few words answer little"},
	placeLength:     {"place.length", "words, logarithm", "a long fact matches more by chance, and says more"},
	placeDangling:   {"place.dangling", "1 when it is", "it points to something nobody can see"},
	placePlanned:    {"place.planned", "1 when it is", "what is planned or only possible has not happened"},

	agreeWords: {"agree.words", "share of the best candidates' words", "words that go with the question in the best candidates belong to its answer (relevance feedback: Lavrenko, Croft, SIGIR 2001)"},
}
