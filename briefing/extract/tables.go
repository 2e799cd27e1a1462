package extract

import (
	"maps"
	"strings"
)

// set reads a list of entries parted by white space, or by ";" when the list has one.
func set(list string) map[string]bool {
	m := map[string]bool{}
	entries := strings.Fields(list)
	if strings.Contains(list, ";") {
		entries = strings.Split(strings.Join(entries, " "), ";")
	}
	for _, e := range entries {
		m[strings.TrimSpace(e)] = true
	}
	return m
}

// union is the entries of several sets.
func union(sets ...map[string]bool) map[string]bool {
	m := map[string]bool{}
	for _, s := range sets {
		maps.Copy(m, s)
	}
	return m
}

// roles are what a person is: they stand before a name, or after it between commas.
var roles = lexiconOf(set(`activist actor actress adviser advisor aide ambassador analyst anchor archbishop artist assistant astronaut attorney author banker barrister biographer
	bishop blogger boss broadcaster brother captain cardinal chair chairman chairwoman chairperson chancellor chef chief citizen coach colonel columnist comedian
	commander commentator commissioner congressman congresswoman consultant coordinator correspondent councillor councilman councilwoman counsel
	critic dean defector delegate democrat deputy designer detective developer director doctor economist editor engineer envoy ex-president executive expert farmer father
	fellow firefighter founder co-founder cofounder gen general governor guard head historian host husband imam inspector investigator investor journalist judge justice king
	laureate lawmaker lawyer leader lecturer lieutenant lobbyist manager mayor member meteorologist minister mother mp mps musician negotiator
	nominee nurse officer official operative organiser organizer owner painter partner pastor photographer physician pilot player poet police politician pollster pope
	premier president presidents priest prince princess principal producer prof professor prosecutor psychologist publicist publisher queen rabbi rapper rep representative republican
	reporter researcher resident rev scholar scientist sec secretary sen senator sergeant sheriff singer sister soldier solicitor son daughter speaker specialist
	spokesman spokesperson spokeswoman staffer star strategist student superintendent supporter surgeon surrogate survivor teacher technician treasurer veteran vice-president
	baker biologist boy businessman businesswoman caller carpenter chemist cleaner clerk climber communist composer controller courier critic curator custodian dancer dealer dentist diplomat driver drummer electrician entrepreneur fisherman
	fisherwoman footballer gardener geologist girl grandfather grandmother graduate grocer guide historian housewife instructor interpreter journalist juror librarian man merchant midwife miner neighbour neighbor novelist oceanographer
	passenger passer-by pensioner pharmacist philosopher physicist playwright plumber postman protester porter potter programmer psychiatrist rancher receptionist refugee registrar retailer sailor salesman saleswoman sculptor secretary-general
	seismologist shepherd shopkeeper signatory skipper sociologist spy statistician swimmer tailor teenager therapist trader trainer translator trucker trustee virologist waiter waitress warden watchman woman youth zoologist
	cousin granddaughter grandson niece nephew uncle aunt sibling stepfather stepmother girlfriend boyfriend fiance fiancee friend colleague classmate roommate employee employer client customer patient prisoner detainee hostage
	aide ally insider co-author coauthor president-elect governor-general speaker-designate envoy attache consul ceo cfo coo cto chief
	victim volunteer voter widow wife winner witness worker writer candidate col lt maj capt sgt gov adm cmdr atty pres`))

// honorifics stand before a name and say nothing of what a person is.
var honorifics = set(`mr mrs ms miss mx dr sir dame madam lord lady prof`)

// letters stand behind the name of a person: offices, honours and degrees, in the spelling in which they are printed.
var letters = set(`KC QC MP MEP MSP MLA CBE OBE MBE KBE DBE PhD MD FRS`)

// modifiers stand before a role and are part of it.
var modifiers = set(`former ex senior chief deputy vice prime foreign interior finance defence defense health education state acting incoming outgoing retired veteran longtime assistant associate
	executive managing general national federal local top lead leading military political campaign police party majority minority house senate security press communications policy human rights climate
	environment environmental energy trade economic legal financial medical investigative district county city town village opposition ruling presidential vice-presidential republican democratic conservative liberal socialist
	communist independent homeland intelligence justice labour labor transport transportation agriculture culture housing home cabinet supreme high court criminal civil constitutional law business technology science
	nuclear public private special regional provincial international european middle east west north south northern southern eastern western central young old elderly russian american british us uk
	first second third current new late one-time onetime then co founding principal honorary emeritus research data sales marketing media news sports television tv radio film book award-winning
	school university college church union army navy air force coast guard border fire rescue emergency harbour harbor port farm factory mill steel oil gas coal bus train lorry truck taxi`)

// texts are things that are read and so can say something.
var texts = set(`report study poll survey inquiry enquiry investigation review audit statement letter memo memorandum email message ad advert advertisement editorial article story post blog column filing lawsuit complaint
	indictment affidavit transcript newspaper magazine website paper channel outlet source document documents notice bulletin communique declaration census analysis ruling judgment judgement verdict petition
	release speech platform book obituary biography headline sign banner placard`)

// sexes are the roles that tell whether their holder is a man or a woman.
var sexes = map[string]sex{
	"spokesman": male, "chairman": male, "congressman": male, "councilman": male, "businessman": male, "king": male, "prince": male, "duke": male, "father": male, "son": male, "brother": male,
	"husband": male, "widower": male, "actor": male, "pope": male, "imam": male, "monk": male, "grandfather": male, "uncle": male, "nephew": male,
	"spokeswoman": female, "chairwoman": female, "congresswoman": female, "councilwoman": female, "businesswoman": female, "queen": female, "princess": female, "duchess": female, "mother": female,
	"daughter": female, "sister": female, "wife": female, "widow": female, "actress": female, "nun": female, "grandmother": female, "aunt": female, "niece": female, "midwife": female,
}

// crowds are nominal speakers that need no article before them.
var crowds = set(`advocates activists aides allies analysts authorities campaigners campaign colleagues commentators critics defenders democrats demonstrators doctors
	economists employees executives experts families friends historians insiders investigators journalists lawmakers lawyers leaders liberals conservatives locals
	ministers neighbours neighbors observers officers officials opponents organisers organizers parents participants people police prosecutors protesters
	relatives reporters representatives republicans researchers residents scientists senators sources staff students supporters surrogates survivors teachers
	townspeople users villagers veterans volunteers voters witnesses women workers writers others many some several both`)

// bodies are words that only the names of organisations have.
var bodies = set(`academy administration agency airlines airways alliance army assembly association associates authority bank board broadcasting brigade bureau cabinet
	campaign center centre chamber church club co coalition college commission committee commons company confederation conference congress
	consortium convention corp corporation council court dems department federation forces force foundation front fund gmbh group guard guards holdings hospital house
	inc industries initiative institute institution international journal league legislature limited llc llp ltd media ministry motors movement museum nations network news
	office organisation organization parliament partners party pentagon plc police post press project reserve school secretariat senate service services society
	staff state station studios supreme syndicate systems taliban team technologies telegraph times tribune tribunal trust union united university wikileaks
	worldwide hezbollah hamas kremlin fed google facebook twitter apple microsoft amazon boeing airbus reuters bloomberg politico breitbart gazette herald guardian agence`)

// placeWords end the names of places.
var placeWords = set(`airport avenue bay beach boulevard bridge canyon city coast county creek desert district falls forest gulf harbor harbour heights hill hills island
	islands lake mountain mountains ocean park peninsula plaza port prefecture province region river road sea square strait street township valley village`)

// otherPlaces are places that are no countries and no seats of their governments: continents, regions, large cities, the states of the United States.
const otherPlaces = `brussels; dominica; korea; west bank; middle east; arctic; balkans; caribbean; amsterdam; geneva; istanbul; santiago; tripoli; wellington; dubai; mumbai;
	kolkata; karachi; lahore; shanghai; shenzhen; guangzhou; wuhan; osaka; sydney; melbourne; auckland; toronto; montreal; vancouver; new york; new york
	city; los angeles; chicago; houston; boston; philadelphia; atlanta; miami; dallas; detroit; seattle; san francisco; denver; las vegas; baltimore;
	cleveland; pittsburgh; st louis; minneapolis; new orleans; milwaukee; phoenix; san diego; munich; frankfurt; hamburg; milan; naples; barcelona;
	marseille; lyon; glasgow; edinburgh; manchester; liverpool; birmingham; leeds; bristol; cardiff; belfast; aleppo; mosul; lagos; johannesburg; cape
	town; rio de janeiro; sao paulo; kharkiv; odesa; donetsk; mariupol; st petersburg; gaza city; rafah; alabama; alaska; arizona; arkansas; colorado;
	connecticut; delaware; florida; idaho; illinois; indiana; iowa; kansas; kentucky; louisiana; maine; maryland; massachusetts; michigan; minnesota;
	mississippi; missouri; montana; nebraska; nevada; new hampshire; new jersey; new mexico; north carolina; north dakota; ohio; oklahoma; oregon;
	pennsylvania; rhode island; south carolina; south dakota; tennessee; utah; vermont; virginia; west virginia; wisconsin; wyoming; washington dc;
	manhattan; brooklyn; queens; bronx; hollywood; wall street; silicon valley; capitol hill; ontario; kashmir; xinjiang`

// maleNames and femaleNames are frequent given names that are rarely given to the other sex.
var maleNames = set(`aaron abdul abdullah adam ahmed alan albert alberto alejandro aleksandr alex alexander alexei ali allen andre andreas andrei andrew anthony antonio arthur barack ben benjamin bernard bernie bill bob boris brad brett
	brian bruce carl carlos charles chris christopher chuck clarence colin craig dan daniel dave david dennis dick dimitri dmitry don donald doug douglas ed eddie eduardo edward emmanuel eric erik ernest ethan eugene evan felix fernando
	francis francisco francois frank fred gary george gerald giorgos giuseppe glenn gordon greg gregory hans harold harry hassan henry herman howard hugo ian ibrahim igor ivan jack jacob jacques james jan jared jason javier jay jean-claude
	jeff jeffrey jeremy jerry jim jimmy joe joel johan john johnny jon jonathan jorge jose joseph josh joshua juan karl keith ken kenneth kevin khalid kyle larry lars leo leon leonard lindsey lloyd louis luis luke marc marco marcus
	mario mark markus martin matt matteo matthew michael michel miguel mike mikhail mitch mitt mohamed mohammed mohammad muhammad murray mustafa narendra nathan ned neil newt nicholas nick nicolas nigel nikolai noah oleg oliver omar oscar patrick
	paul paulo pavel pedro peter phil philip philippe pierre rafael ralph randy raymond recep reince rex ricardo rich richard rick rob robert roberto rodrigo roger ron ronald ross roy rudy russell ryan salman sam samuel scott sean sebastian
	sergei sergey seth shinzo silvio simon stephen stephane steve steven stuart ted terry theodore thomas tim timothy todd tom tommy tony tyler victor viktor vincent vladimir volodymyr walter warren wayne william wolfgang xavier yusuf zachary`)

var femaleNames = set(`abigail aisha alexandra alice alicia alison allison amanda amber amy ana andrea angela angelina ann anna anne annie april aung barbara beth betty beverly bonnie brenda brooke camila carla carmen carol caroline carolyn catherine
	cecilia charlotte cheryl chelsea christina christine cindy claire claudia condoleezza cristina cynthia danielle deborah debbie debra denise diana diane dilma donna dorothy ebony elaine eleanor elena elisabeth elizabeth ellen emily emma erin ester
	eva evelyn fatima fiona frances gabriela gail geraldine gina gloria grace greta hannah heather helen helena hillary huma ines ingrid irene isabel isabella ivanka jacinda jackie jacqueline jane janet janice jeanne jennifer jenny jessica jill joan joanna
	joyce judith judy julia julie karen kate katherine kathleen kathryn kathy katie katrina kellyanne kim kirsten kristin laura lauren leila lena leticia lillian linda lisa liz loretta lori louise lucia lucy lynn madeleine margaret maria marie marilyn
	marina marine marissa martha mary maryam megan melania melissa mercedes mia michelle mildred miriam monica nadia nancy naomi natalia natalie nicola nicole nikki nina olga olivia pamela patricia paula penny phyllis rachel rebecca renee rita rosa rose
	roxanne ruth sally samantha sandra sara sarah sharon sheila shirley silvia sofia sonia sophia sophie stacey stephanie sue susan suzanne svetlana sylvia tamara tammy tanya teresa theresa tiffany tina tulsi ursula valerie vanessa vera veronica victoria
	violet virginia wendy yulia yvonne zainab zoe`)
