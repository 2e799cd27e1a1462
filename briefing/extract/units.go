package extract

import "strings"

// unitAt reads the unit that begins with word i: "km", "square miles", "miles an hour", "Canadian dollars", "years old". The longest
// that is known counts; next is the word behind it.
func (r *reading) unitAt(s *sentence, i int) (unit string, next int) {
	key := ""
	for k := i; k < len(s.words) && k < i+4; k++ {
		if k > i && !r.joined(s, k) && !strings.Contains(r.gap(s, k), "/") && !r.plain(s, k) {
			break
		}
		if k > i {
			key += " "
		}
		key += s.words[k].Norm
		if u, ok := units[key]; ok {
			unit, next = u, k+1
		}
	}
	return unit, next
}

// signBefore is the currency whose sign stands before the byte at of the article, and where the sign begins.
func (r *reading) signBefore(s *sentence, at int) (unit string, from int) {
	before := strings.TrimSuffix(r.text[s.span.Start:at], " ")
	before = strings.TrimSuffix(before, "-")
	for _, c := range currencies {
		if head, ok := strings.CutSuffix(before, c.sign); ok {
			if c.sign[0] >= 'A' && c.sign[0] <= 'Z' && head != "" && letterEnd(head) {
				continue
			}
			return c.unit, s.span.Start + len(head)
		}
	}
	return "", at
}

// letterEnd reports whether s ends with a letter.
func letterEnd(s string) bool { c := s[len(s)-1] | 0x20; return 'a' <= c && c <= 'z' }

// signBehind is the sign behind a number: a percent or degree sign, or a currency that is written there.
func signBehind(s string) (unit string, size int) {
	for _, c := range signsBehind {
		for _, sign := range []string{c.sign, " " + c.sign} {
			if rest, ok := strings.CutPrefix(s, sign); ok && (rest == "" || rest[0] < '0' || rest[0] > '9') && (len(rest) == 0 || !letterEnd(rest[:1])) {
				return c.unit, len(sign)
			}
		}
	}
	return "", 0
}

// currencies are the signs that stand before an amount; a longer one comes first. A bare "$" is taken for the dollar of the United States.
var currencies = []struct{ sign, unit string }{
	{"US$", "USD"}, {"U.S.$", "USD"}, {"U.S. $", "USD"}, {"CA$", "CAD"}, {"AU$", "AUD"}, {"A$", "AUD"}, {"C$", "CAD"}, {"C $", "CAD"}, {"US $", "USD"}, {"HK $", "HKD"}, {"NZ $", "NZD"}, {"NZ$", "NZD"}, {"HK$", "HKD"}, {"NT$", "TWD"}, {"S$", "SGD"}, {"R$", "BRL"}, {"MX$", "MXN"},
	{"USD$", "USD"}, {"USD", "USD"}, {"EUR", "EUR"}, {"GBP", "GBP"}, {"CHF", "CHF"}, {"CAD", "CAD"}, {"AUD", "AUD"}, {"NZD", "NZD"}, {"JPY", "JPY"}, {"CNY", "CNY"}, {"RMB", "CNY"}, {"INR", "INR"}, {"HKD", "HKD"}, {"SGD", "SGD"},
	{"SEK", "SEK"}, {"NOK", "NOK"}, {"DKK", "DKK"}, {"ZAR", "ZAR"}, {"BRL", "BRL"}, {"MXN", "MXN"}, {"KRW", "KRW"}, {"TRY", "TRY"}, {"PLN", "PLN"}, {"Rs.", "INR"}, {"Rs", "INR"}, {"RM", "MYR"}, {"Rp", "IDR"},
	{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"₹", "INR"}, {"₽", "RUB"}, {"₩", "KRW"}, {"₺", "TRY"}, {"₴", "UAH"}, {"₦", "NGN"}, {"₪", "ILS"}, {"₫", "VND"}, {"₱", "PHP"}, {"฿", "THB"}, {"₿", "BTC"}, {"₡", "CRC"}, {"₵", "GHS"},
}

var signsBehind = []struct{ sign, unit string }{
	{"%", "%"}, {"°C", "°C"}, {"°F", "°F"}, {"° C", "°C"}, {"° F", "°F"}, {"ºC", "°C"}, {"ºF", "°F"}, {"°", "degree"}, {"€", "EUR"}, {"£", "GBP"}, {"₽", "RUB"}, {"₴", "UAH"}, {"₪", "ILS"}, {"¥", "JPY"}, {"元", "CNY"}, {"円", "JPY"}, {"₫", "VND"}, {"₾", "GEL"},
	{"₡", "CRC"}, {"₭", "LAK"}, {"฿", "THB"}, {"₿", "BTC"}, {"zł", "PLN"}, {"$", "USD"},
}

// units maps what is printed behind a number, folded, to the name of its unit.
var units = func() map[string]string {
	m := map[string]string{}
	add := func(unit string, forms string) {
		for form := range strings.SplitSeq(forms, ",") {
			m[strings.TrimSpace(form)] = unit
		}
	}
	for line := range strings.Lines(unitTable) {
		unit, forms, _ := strings.Cut(strings.TrimSpace(line), ":")
		add(unit, forms)
	}
	for line := range strings.Lines(moneyTable) { // "dollar dollars: us=USD canadian=CAD"
		nouns, nations, _ := strings.Cut(strings.TrimSpace(line), ":")
		for noun := range strings.FieldsSeq(nouns) {
			for nation := range strings.FieldsSeq(nations) {
				adjective, code, _ := strings.Cut(nation, "=")
				m[strings.TrimSpace(strings.ReplaceAll(adjective, "_", " ")+" "+noun)] = code
			}
		}
	}
	return m
}()

// unitTable has a unit a line, with the words it is printed as. An age is told from a length of time by its "old".
const unitTable = `%:percent,pct,per cent,percents,percentage
	percentage points:percentage points,percentage point,percent points,percent point,per cent points
	basis points:basis points,basis point,bps
	km:km,kms,kilometer,kilometers,kilometre,kilometres
	m:metre,metres,meter,meters
	cm:cm,centimetre,centimetres,centimeter,centimeters
	mm:mm,millimetre,millimetres,millimeter,millimeters
	mile:mile,miles
	nautical mile:nautical mile,nautical miles
	yard:yard,yards,yd,yds
	foot:foot,feet,ft
	inch:inch,inches
	light year:light year,light years
	square km:square kilometer,square kilometers,square kilometre,square kilometres,sq km,km2
	square m:square metre,square metres,square meter,square meters,sq m,m2
	square mile:square mile,square miles,sq miles,sq mi
	square foot:square foot,square feet,sq ft,ft2
	acre:acre,acres
	hectare:hectare,hectares,ha
	cubic m:cubic metre,cubic metres,cubic meter,cubic meters,m3
	cubic foot:cubic foot,cubic feet
	kg:kg,kgs,kilogram,kilograms,kilogramme,kilogrammes,kilo,kilos
	g:gram,grams,gramme,grammes
	mg:mg,milligram,milligrams
	microgram:microgram,micrograms,mcg,μg
	metric ton:tonne,tonnes,metric ton,metric tons
	ton:ton,tons
	lb:lb,lbs
	ounce:ounce,ounces,oz
	litre:litre,litres,liter,liters
	ml:ml,millilitre,millilitres,milliliter,milliliters
	gallon:gallon,gallons
	barrel:barrel,barrels
	bushel:bushel,bushels
	cup:cup,cups
	teaspoon:teaspoon,teaspoons,tsp
	tablespoon:tablespoon,tablespoons,tbsp
	pint:pint,pints
	mph:mph,mile per hour,miles per hour,miles an hour,mile an hour
	km/h:km/h,km h,kph,kmph,kmh,km hr,kilometres per hour,kilometers per hour,kilometres an hour,kilometers an hour,km per hour
	m/s:metres per second,meters per second,metres a second,meters a second,m s
	knot:knot,knots
	°C:degrees celsius,degree celsius,celsius,degrees c,degrees centigrade,celcius,centigrade,deg c,deg celsius
	°F:degrees fahrenheit,degree fahrenheit,fahrenheit,degrees f,deg f,deg fahrenheit
	degree:degree,degrees,deg
	W:watt,watts
	kW:kw,kilowatt,kilowatts
	MW:mw,megawatt,megawatts
	GW:gw,gigawatt,gigawatts
	kWh:kwh,kilowatt hour,kilowatt hours
	MWh:mwh,megawatt hour,megawatt hours
	TWh:twh,terawatt hour,terawatt hours
	volt:volt,volts
	calorie:calorie,calories
	bit:bit,bits
	byte:byte,bytes
	kB:kb,kilobyte,kilobytes
	MB:mb,megabyte,megabytes
	GB:gb,gigabyte,gigabytes
	TB:tb,terabyte,terabytes
	hertz:hertz,hz
	MHz:mhz,megahertz
	GHz:ghz,gigahertz
	second:second,seconds,secs
	millisecond:millisecond,milliseconds,ms
	minute:minute,minutes,mins
	hour:hour,hours,hrs
	day:day,days
	week:week,weeks
	fortnight:fortnight,fortnights
	month:month,months
	year:year,years,yrs
	decade:decade,decades
	century:century,centuries
	year old:year old,years old,year olds,years of age,yr old
	month old:month old,months old,month olds,months of age
	week old:week old,weeks old,week olds,weeks of age
	day old:day old,days old,day olds,days of age
	cent:cent,cents,us cents
	BTC:bitcoin,bitcoins,btc`

// moneyTable has the nouns of a currency, and the code it has with an adjective before it. What stands before "=" alone is the code
// of the bare noun; without one the noun itself is the unit, as nobody can tell whose it is.
const moneyTable = `dollar dollars: =USD us=USD american=USD united_states=USD canadian=CAD australian=AUD new_zealand=NZD hong_kong=HKD singapore=SGD taiwan=TWD taiwanese=TWD zimbabwe=ZWL zimbabwean=ZWL jamaican=JMD namibian=NAD fijian=FJD
	euro euros eur: =EUR
	pound pounds: british=GBP egyptian=EGP lebanese=LBP syrian=SYP sudanese=SDG irish=IEP
	sterling: =GBP pounds=GBP pound=GBP
	quid: =GBP
	yen: =JPY japanese=JPY
	yuan renminbi rmb: =CNY chinese=CNY
	won: south_korean=KRW korean=KRW north_korean=KPW
	rouble roubles ruble rubles: =RUB russian=RUB belarusian=BYN
	rupee rupees: =rupee indian=INR pakistani=PKR nepalese=NPR sri_lankan=LKR
	rupiah: =IDR indonesian=IDR
	ringgit: =MYR malaysian=MYR
	baht: =THB thai=THB
	peso pesos: =peso mexican=MXN argentine=ARS philippine=PHP colombian=COP chilean=CLP uruguayan=UYU cuban=CUP dominican=DOP
	franc francs: =franc swiss=CHF french=FRF belgian=BEF cfa=XOF congolese=CDF rwandan=RWF
	mark marks: german=DEM west_german=DEM deutsche=DEM
	markka markkas: =FIM finnish=FIM
	lira liras lire: =lira turkish=TRY italian=ITL
	guilder guilders: =guilder dutch=NLG
	peseta pesetas: =ESP spanish=ESP
	krone kroner: =krone norwegian=NOK danish=DKK
	krona kronor: =SEK swedish=SEK
	kronur: =ISK icelandic=ISK
	koruna korunas crowns: czech=CZK
	zloty zlotys: =PLN polish=PLN
	forint forints: =HUF hungarian=HUF
	lei leu: romanian=RON moldovan=MDL
	leva lev: bulgarian=BGN
	hryvnia hryvnias: =UAH ukrainian=UAH
	shekel shekels: =ILS israeli=ILS
	dinar dinars: =dinar iraqi=IQD kuwaiti=KWD jordanian=JOD serbian=RSD libyan=LYD algerian=DZD tunisian=TND bahraini=BHD
	rial rials: =rial iranian=IRR omani=OMR yemeni=YER
	riyal riyals: =riyal saudi=SAR qatari=QAR
	dirham dirhams: =dirham emirati=AED uae=AED moroccan=MAD
	real reais: brazilian=BRL
	reais: =BRL
	bolivar bolivars: =VES venezuelan=VES
	rand: =ZAR south_african=ZAR
	naira: =NGN nigerian=NGN
	cedi cedis: =GHS ghanaian=GHS
	shilling shillings: =shilling kenyan=KES ugandan=UGX tanzanian=TZS
	birr: =ETB ethiopian=ETB
	taka: =BDT bangladeshi=BDT
	dong: vietnamese=VND
	tenge: =KZT
	drachma drachmas: =GRD greek=GRD
	usd: =USD
	gbp: =GBP
	cad: =CAD
	aud: =AUD
	chf: =CHF
	nzd: =NZD
	sek: =SEK
	nok: =NOK
	dkk: =DKK
	jpy: =JPY
	inr: =INR
	cny: =CNY`
