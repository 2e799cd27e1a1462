package thread

import "github.com/nutgraf/nutgraf/briefing/text"

// The word lists by which a question is seen to lean on those before it. All words are folded.
var (
	// asking are words of the asking itself.
	asking = text.WordSet(`who whom whose what which when where why how is are was were be been being am do does did done has have had having can could
		will would shall should may might must tell me about give show explain describe please pls hey hi hello thanks ok okay so and but also
		else many much more long often soon far there here some any other others most least main possible just really exactly i you we us my your
		our know want need find get got go going happen happened happens make makes made let if then than as such its it they them their theirs he
		him his she her hers this that these those one ones not no yes`)

	// verbs are what happens to things; nouns that look the same ("cause", "work") are seldom what a thread is about.
	verbs = text.WordSet(`cause causes caused affect affects affected mean means meant work works worked use uses used using help helps helped start starts
		started begin begins began end ends ended differ differs compare compares compared live lives lived eat eats ate die dies died win wins won
		lose loses lost say says said think thinks thought call calls called become becomes became come comes came take takes took put see sees saw
		change changes changed pay pays paid buy buys bought sell sells sold treat treats treated cure cured prevent prevents form forms formed
		spread spreads look looks feel feels felt create creates created invent invented discover discovered found founded build builds built
		develop develops developed produce produces produced measure measured learn learns influence influenced relate relates related lead leads led
		save saves protect reduce reduces improve increase increases cost costs celebrate celebrated contain contains include includes involve
		involves share shares play plays played run runs ran write writes wrote written recover choose chosen survive survived result results
		resign resigned quit announce announced sign signed agree agreed approve approved reject rejected cancel cancelled meet met visit visited
		open opened close closed arrest arrested kill killed attack attacked vote voted elect elected leave left join joined sue sued`)

	// common are what is asked of a thing, and the words that weigh it: no thing of its own.
	common = text.WordSet(`type types kind kinds sort sorts example examples difference differences similarity similarities advantage advantages
		disadvantage disadvantages benefit benefits risk risks effect effects symptom symptoms sign signs treatment treatments origin origins
		history purpose purposes role roles importance significance meaning definition characteristics characteristic features feature factor factors
		way ways part parts number amount cost price evidence argument arguments reason reasons goal goals impact impacts method methods step steps
		pros cons thing things name names author authors founder top best worst better bigger biggest largest smallest first last next famous
		important common popular different similar similarly good bad big small new old dangerous effective safe legal ethical unique special
		interesting well known early late modern current recent year years time times day days people someone anyone possible average typical
		alternative alternatives option options source sources lot bit full range rest major key highest lowest oldest youngest`)

	// linking are the small words that hold a phrase together.
	linking = text.WordSet("of in the a an and for on at de von du la to")

	thingPronoun  = text.WordSet("it its")
	groupPronoun  = text.WordSet("they them their theirs")
	personPronoun = text.WordSet("he him his she her hers")
	being         = text.WordSet("is are was were")
	determiner    = text.WordSet("the this that these those")
	clause        = text.WordSet("that to if")
	instead       = text.WordSet("and but or no sorry")
	wh            = text.WordSet("who whom whose what which when where why how do does did can could will would should has have had")
	partial       = text.WordSet("one ones other others else another both each there here then many much more most any some")
	demonstrative = text.WordSet("this that these those")
	possessive    = text.WordSet("its their theirs his her hers")

	// emptyIt are words behind an "it" that stands for nothing when a clause follows: "is it true that", "does it mean to".
	emptyIt = text.WordSet("true possible mean take safe important okay ok legal likely")
)
