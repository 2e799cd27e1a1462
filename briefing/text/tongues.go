package text

import "sync"

const englishCode = "en"

// tongue is what is known of a language beside English: the words and abbreviations that its sentences are made of.
// The words are spelled as printed, in lower case.
type tongue struct {
	stop   string // words without a meaning of their own
	asking string // words that ask, and what is wrapped around a question
	titles string // abbreviations before a name, without their point: no sentence ends behind them
	short  string // other abbreviations: a sentence ends behind one only where the next word opens one
	counts bool   // a number with a point is an ordinal: "am 3. Mai"
}

// tables are what is worked out of the table of a language.
type tables struct {
	common map[string]bool // folded words that say nothing, and those that ask
	kinds  map[string]abbreviation
	counts bool
}

// tongueOf is what is known of a language other than English, or nil.
func tongueOf(code string) *tables {
	if same, ok := sameTongue[code]; ok {
		code = same
	}
	return allTongues()[code]
}

// allTongues works the tables out when a text first needs them: most starts of the program need none.
var allTongues = sync.OnceValue(func() map[string]*tables {
	m := make(map[string]*tables, len(tongues))
	for code, t := range tongues {
		one := &tables{common: WordSet(Fold(t.stop + " " + t.asking)), kinds: map[string]abbreviation{}, counts: t.counts}
		for w := range WordSet(t.short) {
			one.kinds[w] = behindName
		}
		for w := range WordSet(t.titles) {
			one.kinds[w] = beforeName
		}
		m[code] = one
	}
	return m
})

// tongues are the languages with a table, by their ISO 639-1 code. Latin and Cyrillic script first; those of other
// scripts stand at the end.
var tongues = map[string]tongue{
	"fr": {
		stop: `le la les l un une des du de d au aux à en dans par pour sur sous avec sans chez vers entre et ou mais donc or car ni que qu qui quoi dont où
			ce c cet cette ces ça cela celui celle ceux celles il elle ils elles on nous vous je j tu me m te t se s lui leur leurs y son sa ses mon ma mes ton ta tes
			notre nos votre vos est sont était étaient être été a ont avait avaient avoir eu sera seront serait fait faire plus moins très aussi ainsi alors après avant
			comme contre depuis deux lors même où peu puis quand si tout tous toute toutes selon dit déclaré encore déjà plusieurs autre autres afin peut peuvent`,
		asking: `qui que quoi quel quelle quels quelles quand où comment pourquoi combien lequel laquelle est-ce qu est ce t il elle`,
		titles: `M MM Mme Mmes Mlle Mlles Dr Pr Me St Ste Mgr gén col cap`,
		short:  `av apr env art no nos p pp vol chap éd cf ex etc janv févr avr juil sept oct nov déc bd boul fig réf tél hab max min s.-à-d av.J.-C`,
	},
	"de": {
		stop: `der die das den dem des ein eine einen einem einer eines und oder aber denn doch sondern als wie wenn weil dass ob in im an am auf aus bei beim mit nach von vom vor
			zu zum zur für über unter um durch gegen ohne bis seit während zwischen hinter neben ist sind war waren sein wird werden wurde wurden worden hat haben hatte hatten
			habe kann können konnte soll sollen sollte will wollen muss müssen er sie es ich du wir ihr ihn ihm ihnen uns euch sich mich mir dich dir sein seine seinen seinem seiner
			seines ihre ihren ihrem ihrer ihres unser unsere dieser diese dieses diesen diesem jener jene man auch noch schon nur so sehr mehr dann da dort hier nun etwa etwas
			alle allem allen aller alles andere anderen anderer einige sagte sagt damit dabei dazu darauf daran`,
		asking: `wer wen wem wessen was wann wo woher wohin wie warum weshalb wieso welcher welche welches welchen welchem wieviel viel viele`,
		titles: `Dr Prof Hr Frl Fr Dipl Ing St Hl Gen Maj Hptm Min`,
		short: `Nr Nrn bzw ca usw etc vgl evtl ggf inkl exkl zzgl bspw Str Abs Art Aufl Bd S Mio Mrd Tsd Std Sek Tel geb gest verh sog vs Jh Jhd Jan Feb Aug Sept Okt Nov Dez Mo Di Mi Do So
			z.B d.h u.a u.U i.d.R z.T o.ä v.a z.Zt n.Chr v.Chr e.V GmbH`,
		counts: true,
	},
	"es": {
		stop: `el la los las un una unos unas lo al del de a en con por para sin sobre entre hasta desde hacia según tras durante y e o u pero sino ni que quien quienes cual cuales cuyo
			cuya como cuando donde si se su sus le les me te nos os mi mis tu tus él ella ellos ellas yo usted ustedes este esta estos estas ese esa esos esas eso esto aquel aquella
			es son era eran fue fueron ser sido está están estaba ha han había habían haber hay tiene tienen más menos muy también ya así todo todos toda todas otro otra otros otras
			dijo dice porque aunque pues entonces luego después antes`,
		asking: `quién quiénes qué cuál cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas por porqué adónde`,
		titles: `Sr Sra Srta Sres Dr Dra Prof Profa D Dña Dn Lic Ing Arq Gral Cnel Mons Excmo Excma Sto Sta Fr Pbro`,
		short:  `Ud Uds Vd núm núms nº art arts pág págs vol cap etc ed aprox av avda tel fig p pp EE EE.UU UU S.A S.L a.C d.C p.ej ej vs Rte Cía`,
	},
	"it": {
		stop: `il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dallo dalla dai dagli dalle in nel nello nella nei negli nelle con su
			sul sullo sulla sui sugli sulle per tra fra e ed o ma se che chi cui non come quando dove perché anche più meno molto già così poi ancora essere è sono era erano stato
			stata stati state ha hanno aveva avevano avere sarà saranno suo sua suoi sue loro mio mia tuo si ci vi mi ti lui lei noi voi essi questo questa questi queste quello quella
			quelli quelle tutto tutti tutta tutte altro altri altra altre dopo prima secondo contro senza sotto sopra fino detto`,
		asking: `chi che cosa quale quali quando dove come perché quanto quanta quanti quante`,
		titles: `sig sigg sig.ra sig.na Sig dott Dott dott.ssa Dott.ssa prof Prof prof.ssa Prof.ssa avv Avv ing Ing on On sen Sen mons Mons geom arch rag gen col cap S SS`,
		short:  `art artt n nn p pp pag pagg vol cap ecc es cfr ca tel fig c.a a.C d.C S.p.A S.r.l v vs`,
	},
	"pt": {
		stop: `o a os as um uma uns umas de do da dos das em no na nos nas num numa ao aos à às por pelo pela pelos pelas para pra com sem sob sobre entre até desde após e ou mas nem que quem
			qual quais cujo cuja como quando onde se seu sua seus suas meu minha lhe lhes me te nos eu tu ele ela eles elas você vocês este esta estes estas esse essa esses essas isso isto
			aquele aquela é são era eram foi foram ser sido está estão estava tem têm tinha ter há mais menos muito também já assim todo todos toda todas outro outra outros outras disse
			porque pois então depois antes segundo`,
		asking: `quem que quê qual quais quando onde como quanto quanta quantos quantas porque porquê`,
		titles: `Sr Sra Srs Srta Dr Dra Drs Prof Profa D Eng Arq Exmo Exma V Gen Cel Cap Mons Sto Sta`,
		short:  `n nº núm art arts pág págs p pp vol cap etc ed aprox av tel fig Ltda S.A Cia a.C d.C ex vs`,
	},
	"nl": {
		stop: `de het een en of maar want dus als dan dat die dit deze in op aan van voor met door bij naar uit over onder tegen tussen tot na om te ter ten is zijn was waren ben wordt worden
			werd werden heeft hebben had hadden zal zullen zou zouden kan kunnen kon moet moeten wil willen hij zij ze het ik je jij u wij we jullie hun hen hem haar mij me ons onze mijn
			jouw zich er daar hier ook nog al wel meer zo zeer veel alle andere toen terwijl omdat omdat hoewel volgens zei zegt`,
		asking: `wie wat wanneer waar hoe waarom welke welk hoeveel waarheen waardoor`,
		titles: `dhr mevr mw mr dr drs ir ing prof st ds jhr Dhr Mevr Mw Mr Dr Drs Ir Ing Prof St Ds`,
		short:  `nr nrs bijv bv ca enz etc o.a m.n d.w.z e.d i.v.m m.b.t t.o.v a.u.b blz p pp art jl vgl resp mln mld tel n.Chr v.Chr jan feb aug sept okt nov dec excl incl`,
	},
	"sv": {
		stop: `och eller men för att som om när där i på av till från med utan vid mot mellan under över efter före hos en ett den det de dem dess denna detta dessa är var varit vara blir
			blev har hade ha ska skall skulle kan kunde vill måste han hon jag du vi ni honom henne mig dig oss er sin sitt sina min mitt mina din hans hennes deras vår också även så
			mer mest mycket än nu då sedan redan enligt sade säger sa alla andra någon något några`,
		asking: `vem vems vad när var hur varför vilken vilket vilka varifrån vart många mycket`,
		titles: `dr prof hr fr St Dr Prof`,
		short:  `kl nr bl.a t.ex d.v.s dvs osv m.m m.fl f.d fr.o.m t.o.m s.k ca etc resp jfr st mkr mdr kr tel sid jan feb aug sept okt nov dec e.Kr f.Kr`,
	},
	"da": {
		stop: `og eller men for at som om når da i på af til fra med uden ved mod mellem under over efter før hos en et den det de dem dens denne dette disse er var været være bliver blev
			har havde have skal skulle kan kunne vil ville må han hun jeg du vi i ham hende mig dig os jer sin sit sine min mit mine din hans hendes deres vores også så mere mest meget
			end nu der her ifølge sagde siger alle andre nogen noget nogle`,
		asking: `hvem hvis hvad hvornår hvor hvordan hvorfor hvilken hvilket hvilke mange meget`,
		titles: `dr prof hr fr St Dr Prof`,
		short:  `kl nr bl.a f.eks dvs osv m.m m.fl ca etc mio mia kr tlf s jan feb aug sept okt nov dec e.Kr f.Kr`,
		counts: true,
	},
	"no": {
		stop: `og eller men for at som om når da i på av til fra med uten ved mot mellom under over etter før hos en ei et den det de dem denne dette disse er var vært være blir ble har
			hadde ha skal skulle kan kunne vil ville må han hun jeg du vi dere ham henne meg deg oss sin sitt sine min mitt mine din hans hennes deres vår også så mer mest mye enn nå
			der her ifølge sa sier alle andre noen noe`,
		asking: `hvem hva når hvor hvordan hvorfor hvilken hvilket hvilke mange mye`,
		titles: `dr prof hr fr St Dr Prof`,
		short:  `kl nr bl.a f.eks dvs osv m.m m.fl ca etc mill mrd kr tlf s jan feb aug sept okt nov des e.Kr f.Kr`,
		counts: true,
	},
	"fi": {
		stop: `ja tai mutta että kun jos kuin niin myös on oli ovat olivat olla ollut ei eivät se ne hän he minä sinä me te tämä nämä tuo nuo joka jotka jossa jonka sen sitä niiden hänen
			heidän mukaan sekä vaan sillä koska vielä jo nyt sitten kanssa jälkeen ennen yli alle noin sanoi sanoo kertoi`,
		asking: `kuka ketä kenen mikä mitä minkä milloin missä mistä mihin miten miksi kuinka paljonko montako moni monta`,
		titles: `tri prof hra rva nti`,
		short:  `esim mm ym yms jne eli ks n klo s nro vrt puh milj mrd`,
		counts: true,
	},
	"pl": {
		stop: `i w we z ze na do od o u po za przez przy dla pod nad przed między bez oraz albo lub ale lecz a że żeby aby jak jako gdy kiedy jeśli czy się jest są był była było były być
			będzie będą został została zostały ma mają miał on ona ono oni one ja ty my wy jego jej ich go mu im nim tym ten ta to te ci tego tej tych temu tę który która które których
			którzy którego też także już tylko jeszcze więc bardzo może mogą po według powiedział powiedziała`,
		asking: `kto kogo komu co czego kiedy gdzie skąd dokąd jak dlaczego czemu który która które ile ilu czy`,
		titles: `dr prof mgr inż ks św gen płk kpt hab`,
		short:  `nr np tzn tj itd itp m.in al ul pl ok r w godz zob por tel mln mld tys zł str s`,
		counts: true,
	},
	"ru": {
		stop: `и в во на с со к ко о об от до из за по под над при для без через между у не что чтобы как когда если или а но же бы ли то это этот эта эти этого этой этих тот та те того той тех
			он она оно они его ее их ему ей им я ты мы вы мне нас вас себя свой свою своей который которая которое которые которых был была было были быть будет будут есть уже еще
			также только более после перед сказал сказала заявил сообщил все всех так там`,
		asking: `кто кого кому кем что чего когда где куда откуда как почему зачем какой какая какое какие сколько чей`,
		titles: `г гг гн гжа д-р проф акад св им ген`,
		short:  `т.е т.д т.п т.к и.о др пр см ср стр руб коп тыс млн млрд ул обл р в вв ст кв`,
	},
	"uk": {
		stop: `і й та в у на з із зі до від о об по за під над при для без через між не що щоб як коли якщо або а але ж би чи то це цей ця ці цього цієї цих той та ті того тієї тих він вона воно
			вони його її їх йому їй їм я ти ми ви нас вас себе свій який яка яке які яких був була було були бути буде будуть є вже ще також тільки більше після перед сказав сказала заявив`,
		asking: `хто кого кому що чого коли де куди звідки як чому який яка яке які скільки чий`,
		titles: `п пп д-р проф акад св ім ген`,
		short:  `т.д т.п ін див стор грн коп тис млн млрд вул обл р ст кв`,
	},
	"tr": {
		stop: `ve veya ya da de ki ile için gibi kadar göre sonra önce bir bu şu o ben sen biz siz onlar onun onu ona bunun bunu buna çok daha en ama fakat ancak olarak olan oldu olduğu
			olduğunu var yok dedi ise her hem ne diye`,
		asking: `kim kimi kime kimin ne neyi nerede nereye nereden zaman nasıl neden niçin niye hangi kaç mi mı mu mü`,
		titles: `Dr Prof Doç Av Sn Yrd Op Uzm`,
		short:  `vb vs bkz örn No yy cad sok mah tel`,
		counts: true,
	},
	"ro": {
		stop: `și si în în de la cu pe din pentru prin sub după până între fără sau dar ci că să ca dacă când care cine ce cum unde un o unui unei niște al ale ai lui ei lor el ea ei ele eu tu noi
			voi îl îi le se își este sunt era erau fost fi a au avea are va vor mai foarte tot toate toți acest această acești aceste acel acea cel cea cei cele nu spus iar`,
		asking: `cine ce care când unde cum câți câte cât câtă de`,
		titles: `dl dna dr prof ing av gen col`,
		short:  `nr art pag etc ex str tel mil mld cca`,
	},
	"hu": {
		stop: `a az egy és vagy de hogy mint ha is nem meg el ki be le fel az ez ezt azt ezek azok aki ami amely ő ők én te mi ti van volt voltak lesz lett között után előtt alatt felett
			szerint már még csak majd mert pedig sem`,
		asking: `ki kik kit mi mit mikor hol hova honnan hogyan miért melyik hány mennyi`,
		titles: `dr prof ifj id özv St`,
		short:  `pl stb ill kb u ún ti vö sz kft zrt nyrt`,
		counts: true,
	},
	"cs": {
		stop: `a i v ve na s se z ze do od o u po za pro při pod nad před mezi bez nebo ale že aby jak jako když pokud jestli je jsou byl byla bylo byli být bude budou má mají měl on ona ono
			oni já ty my vy jeho její jejich ho mu jim to ten ta ti tento tato toho té tom který která které kteří také už jen ještě více podle řekl řekla`,
		asking: `kdo koho komu co čeho kdy kde kam odkud jak proč který která které kolik čí`,
		titles: `dr prof ing mgr sv gen plk`,
		short:  `č čp např tj atd apod tzv mj tis mil mld str tel ul`,
		counts: true,
	},
	"ca": {
		stop: `el la els les un una uns unes l d de del dels a al als en amb per pel pels sense sobre entre fins des i o però ni que qui com quan on si es se s seu seva seus seves li em et ens us
			jo tu ell ella ells aquest aquesta aquests aquestes aquell és són era eren va van ser estat ha han havia més menys molt també ja tot tots tota altres dit després`,
		asking: `qui què quin quina quins quines quan on com per quant quants quanta`,
		titles: `Sr Sra Dr Dra Prof Mn St Sta`,
		short:  `núm art pàg etc av tel vol cap p pp`,
	},
	"el": {
		stop: `ο η το οι τα του της των τον την τους τις στο στη στην στον στους στις στα και ή αλλά ότι πως που να θα με σε από για προς κατά μετά πριν χωρίς είναι ήταν έχει έχουν είχε
			δεν μην αυτός αυτή αυτό αυτοί ένας μία μια ένα ως όπως όταν αν πιο πολύ επίσης είπε`,
		asking: `ποιος ποια ποιο ποιοι τι πότε πού πώς γιατί πόσο πόσοι πόσα πόσες`,
		titles: `κ κα κος Δρ`,
		short:  `π.χ δηλ κ.λπ κλπ κ.ά αρ σελ τηλ μ.Χ π.Χ`,
	},
	"ar": {
		stop:   `في من على إلى الى عن مع أن ان إن التي الذي الذين هذا هذه ذلك تلك هو هي هم كان كانت قد لا ما لم لن أو او ثم كما بعد قبل بين حتى كل و قال قالت وقال منذ خلال عند`,
		asking: `من ماذا ما متى أين اين كيف لماذا كم هل أي اي`,
	},
	"fa": {
		stop:   `و در به از که این آن را با است برای تا بر یک هم نیز اما یا شد شده بود کرد کرده می های ها او آنها خود وی گفت پس هر`,
		asking: `چه کی کجا چرا چگونه چند کدام آیا چطور`,
	},
	"hi": {
		stop:   `का के की को में से पर है हैं था थे थी और या कि यह वह ये वे इस उस ने भी तो ही एक कर किया गया गई हो लिए साथ बाद कहा अपने जो`,
		asking: `कौन क्या कब कहाँ कहां कैसे क्यों कितने कितना कितनी किस किसने`,
		titles: `डॉ श्री प्रो`,
	},
}

// sameTongue maps a code to the one whose table it shares.
var sameTongue = map[string]string{"nb": "no", "nn": "no"}
