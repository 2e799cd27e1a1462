package rank

// Signal is one thing that tells how well a fact answers.
type Signal struct {
	Name   string  // family.name
	Unit   string  // what its value counts
	Reason string  // why it should tell
	Prior  float64 // what it is held to be worth as far as the questions learned from do not tell
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

	kindPurpose

	kindDenies
	kindSpeaker
	kindDirect
	kindPartial
	kindQuote
	kindUnwantedQuote
	kindNamed

	placeFirst // places.go

	placeCaption
	placeStandfirst
	placeQuestion
	placeAmends
	placeShort
	placeLength
	placeDangling
	placePlanned

	periodClose // periods.go
	periodOverlaps
	periodStarts
	periodEnds
	periodOther
	periodInherited
	periodWords
	periodFact
	periodAsked
	periodDangling

	agreeWords // agreement.go

	signals
)

// Signals are what a fact is ranked by.
var Signals = [signals]Signal{
	stageScore:   {"stage.score", "share of the best hit's", "what the words of the question alone tell, with the whole article's", 0},
	stageFact:    {"stage.fact", "share of the best fact's", "of that, what the fact itself earned", 0},
	stageArticle: {"stage.article", "share of the best article's", "of that, what its article earned: first find the article, then the sentence", 0},
	stagePeers:   {"stage.peers", "share of the candidates", "an article with many candidates is about the question", 0},

	stageBest: {"stage.best", "1 when it is", "its article earned more than any other", 0},

	wordsOwn:     {"words.own", "share of the question's weight", "the fact says itself what it is about", 0},
	wordsAround:  {"words.around", "share of the question's weight", "headline, names and neighbours say what the fact leaves out", 0},
	wordsLocal:   {"words.local", "share of the question's local weight", "inside one article its topic's words tell little: a word that few of its candidates have tells which of them is meant", 0},
	wordsExact:   {"words.exact", "share of the question's weight", "the very form of a word tells a little more than its stem", 0},
	wordsNumbers: {"words.numbers", "share of the question's numbers", "a year or a figure of the question picks one fact of many alike", 0},
	wordsMissing: {"words.missing", "words", "each word that neither the fact nor what is around it has makes it less likely", 0},
	wordsBefore:  {"words.before", "share of the question's weight", "the sentence before says what this one leaves out", 0},
	wordsBehind:  {"words.behind", "share of the question's weight", "the sentence behind says what this one leaves out", 0},

	likeWords:  {"like.words", "share of the question's weight, by strength", "the thesaurus has another word or phrase of the fact for it", 0},
	likeFamily: {"like.family", "share of the question's weight, by strength", "a word of the same family says it as another part of speech", 0},
	likeAsked:  {"like.asked", "strength", "the fact has a word that the question's way of asking looks for: a price for \"how much did it cost\"", 0},

	phrasePairs:   {"phrase.pairs", "share of the question's pairs", "two words that stand together in the question mean something together", 0},
	phraseNear:    {"phrase.near", "share of the question's pairs", "as pairs, with words between and in any order", 0},
	phraseTriples: {"phrase.triples", "share of the question's triples", "three words that stand together are hardly chance", 0},
	phraseWindow:  {"phrase.window", "matched words a word", "words that belong together stand close together", 0},
	phraseOrder:   {"phrase.order", "share of matched pairs", "who did what to whom is told by the order", 0},
	phraseDensity: {"phrase.density", "matched words a word", "a fact that says little else is about the question", 0},

	phraseRun:    {"phrase.run", "share of the question's words", "the longest run that both print, small words too", 0},
	phraseCommon: {"phrase.common", "share of the question's words", "the longest sequence that both print in the same order, small words too", 0},

	nameWhole:  {"name.whole", "share of the question's names", "a name of the fact is the one asked about, in full or by its part", 0},
	nameOther:  {"name.other", "share of the question's names", "a name that only shares a word is somebody or something else", 0},
	nameStands: {"name.stands", "share of the question's names", "a pronoun of the fact stands for the name asked about", 0},

	nameSubject: {"name.subject", "1 when it does", "the fact begins with a name asked about: it tells of them", 0},

	kindFits:          {"kind.fits", "1 when it does", "the fact has the sort of thing that is wanted, whichever; what follows is for each sort beyond that", 0},
	kindNear:          {"kind.near", "1 beside a word of the question, falling", "that thing stands where the question's words stand", 0},
	kindPerson:        {"kind.person", "1 when it is there", "asked who, the fact names a person the question does not", 0},
	kindBody:          {"kind.body", "1 when it is there", "asked who, the fact names a body the question does not", 0},
	kindPersonNear:    {"kind.person near", "1 beside a word of the question, falling", "that name stands where the question's words stand", 0},
	kindTime:          {"kind.time", "1 when it is there", "asked when, the fact tells a time that is not that of the telling", 0},
	kindTimeNear:      {"kind.time near", "1 beside a word of the question, falling", "that time stands where the question's words stand", 0},
	kindTimeBroad:     {"kind.time broad", "1 when it is", "asked when, a season or a decade is seldom meant", 0},
	kindYear:          {"kind.year", "1 when it is there", "asked for a year or a date, the fact has one that the calendar knows", 0},
	kindPlace:         {"kind.place", "1 when it is there", "asked where, the fact names a place the question does not", 0},
	kindPlaceNear:     {"kind.place near", "1 beside a word of the question, falling", "that place stands where the question's words stand", 0},
	kindNumber:        {"kind.number", "1 when it is there", "asked how many, the fact has a figure the question does not", 0},
	kindNumberNear:    {"kind.number near", "1 beside a word of the question, falling", "that figure stands where the question's words stand", 0},
	kindCounted:       {"kind.counted", "1 when it is", "the figure counts the very noun asked about", 0},
	kindMoney:         {"kind.money", "1 when it fits, -1 when not", "a price is money, and a number of people is none", 0},
	kindExtent:        {"kind.extent", "1 when it is there", "asked how long or how far, the fact has a length", 0},
	kindExtentNear:    {"kind.extent near", "1 beside a word of the question, falling", "that length stands where the question's words stand", 0},
	kindReason:        {"kind.reason", "1 when it is there", "asked why, the fact has a word that a reason follows or precedes", 0},
	kindPurpose:       {"kind.purpose", "1 when it is there", "asked why, the fact says what for", 0},
	kindDenies:        {"kind.denies", "1 when it does", "asked whether, what did not happen is told with a negation", 0},
	kindSpeaker:       {"kind.speaker", "1 when it is", "asked what somebody said, the fact has words of theirs", 0},
	kindDirect:        {"kind.direct", "1 when they are", "those words are quoted, whole sentences of them", 0},
	kindPartial:       {"kind.partial", "1 when they are", "those words are quoted in part", 0},
	kindQuote:         {"kind.quote", "1 when there is one", "asked what was said, the fact has words of somebody else, or of somebody it does not name", 0},
	kindUnwantedQuote: {"kind.unwanted quote", "1 when there is one", "asked for anything else, somebody's words are seldom the answer", 0},
	kindNamed:         {"kind.named", "1 when it is there", "asked which court, the fact names something that has Court in its name", 0},

	placeFirst:      {"place.first", "1 for the first fact, 1/2 for the second, ...", "news tells the most important thing first", 0},
	placeCaption:    {"place.caption", "1 when it is one", "a caption says what a photo shows", -0.5},
	placeStandfirst: {"place.standfirst", "1 when it is one", "a standfirst only sums up what the body tells", -0.3},
	placeQuestion:   {"place.question", "1 when it asks", "a question is no answer", -1},
	placeAmends:     {"place.amends", "1 when it does", "a note of correction repeats the error it mends", -1.5},
	placeShort:      {"place.short", "1 below five words", "a few words answer little", 0},
	placeLength:     {"place.length", "words, logarithm", "a long fact matches more by chance, and says more", 0},
	placeDangling:   {"place.dangling", "1 when it is", "it points to something nobody can see", 0},
	placePlanned:    {"place.planned", "1 when it is", "what is planned or only possible has not happened", 0},

	periodClose:     {"period.close", "1 inside, halved every year and a half", "the fact tells of the time asked about, or of one near it", 0},
	periodOverlaps:  {"period.overlaps", "1 when it does", "a time of the fact lies in the period asked about, or holds it", 0},
	periodStarts:    {"period.starts", "1 at the same time, halved every year and a half", "what began when the period begins held in it", 0},
	periodEnds:      {"period.ends", "1 at the same time, halved every year and a half", "what ended when the period ends held in it", 0},
	periodOther:     {"period.other", "1 when it is", "the fact tells only of other times", 0},
	periodInherited: {"period.inherited", "1 inside, halved every year and a half", "a sentence without a time goes on with that of the sentences before", 0},

	periodWords:    {"period.words", "share of the question's weight", "asked about a period, the names and words of the question tell the article, and less the sentence", 0},
	periodFact:     {"period.fact", "share of the best fact's", "as words, by the first stage", 0},
	periodAsked:    {"period.asked", "strength", "who held what is told by what was done: a club by signing, an owner by selling", 0},
	periodDangling: {"period.dangling", "1 when it is", "in a life, every sentence points to the same person", 0},

	agreeWords: {"agree.words", "share of the best candidates' words", "words that go with the question in the best candidates belong to its answer (relevance feedback: Lavrenko, Croft, SIGIR 2001)", 0},
}
