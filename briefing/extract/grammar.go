package extract

// between may stand between a speaker and the verb.
var between = set(`also has had have later then repeatedly recently previously once initially already since first again earlier often further simply even always now still
	just too both long only sometimes himself herself themselves itself reportedly famously finally immediately quickly`)

// asideWords may stand between commas between a speaker and the verb.
var asideWords = set(`however meanwhile though too instead also nevertheless nonetheless moreover therefore likewise indeed then`)

// modals make the plain form of a verb what somebody did: "could only say", "did add".
var modals = set(`could did does can would`)

// lyNouns are nouns that look like adverbs.
var lyNouns = set(`family rally ally assembly reply supply anomaly bully monopoly`)

// pronouns that can speak.
var pronouns = set(`he she they it we i who you`)

// beings are the forms of "to be", which make a passive or a progressive of what follows.
var beings = lexiconOf(set(`is was were are be been being am get gets got`))

// stops end the walk from a verb to the left through its subject.
var stops = set(`that but as while when because if which although though whether before after until unless since than so and or nor
	is was were are be been being am will would could should might can must did does do has have had not what where why how whose whom then also`)

// auxiliaries come before the plain form or the participle of an active verb.
var auxiliaries = set(`will would could should may might must can cannot did does has have had won't wouldn't didn't doesn't hasn't hadn't can't couldn't`)

// finite are words that only a clause of its own has, as a sign that one follows.
var finite = union(auxiliaries, set(`is was were are am do isn't wasn't weren't aren't haven't shouldn't don't it's he's she's that's there's they're we're i'm i've
	we've they've he'd she'd they'd i'd i'll we'll he'll she'll they'll it'll`))

// openings begin a noun phrase.
var openings = union(articles, set(`one two three four five six seven eight nine ten several some many most both other any those no all few`))

// articles are the openings behind which no verb can stand.
var articles = set(`the a an his her its their our my your this these every each another`)

// prepositions go on with a noun phrase to the left.
var prepositions = set(`of for at in from with to by on near against behind inside about within under over among between into onto along through across despite during without
	toward towards around outside above below beyond`)

// timely open what says when or how something was said, not what.
var timely = set(`earlier later shortly recently yesterday today tonight tomorrow last next this after before during when while following once again soon again aloud
	because since until upon immediately repeatedly publicly privately via as so then there here too also amid despite`)

// spans are lengths of time, which say nothing.
var spans = set(`second minute hour day week weekend month year decade century ago night morning afternoon evening time summer winter spring autumn fall season`)

// subordinate open a clause that another one follows behind a comma.
var subordinate = lexiconOf(set(`while when after although though before since because as if unless once until whereas whenever even years months weeks days hours`))

// contrasts open a clause that may be the writer's own answer to what somebody said.
var contrasts = set(`but while although though whereas yet`)

// questioning open what is asked.
var questioning = set(`whether if how why what who when where which`)
