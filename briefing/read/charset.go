package read

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// decode makes UTF-8 of bytes in an encoding that may be unlabelled, or labelled wrongly. Valid UTF-8 is believed before any label, and so
// is what is nearly all valid: a few broken bytes come from a cut-off teaser or a pasted quotation mark. A label is believed next,
// unless the text reads far better in another encoding. What is left is told by which characters the bytes would be: in the
// right encoding most are common ones of one language.
func decode(raw []byte, declared string) string {
	raw = bytes.TrimPrefix(raw, []byte(utf8BOM))
	switch {
	case bytes.Contains(raw, []byte("\x1b$B")) || bytes.Contains(raw, []byte("\x1b$@")): // it switches to two bytes a character
		if s, err := japanese.ISO2022JP.NewDecoder().Bytes(raw); err == nil {
			return string(s)
		}
	case utf8.Valid(raw):
		return string(raw)
	case nearlyUTF8(raw):
		return mendUTF8(raw)
	}
	sample := foreign(raw)
	e := labelled(declared)
	best, rank := tellEncoding(sample)
	if common, tried := commonIn(e); e == nil || tried && e != best && reads(e, sample, common) < rank/2 {
		e = best
	}
	s, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return string(bytes.ToValidUTF8(raw, []byte("\uFFFD")))
	}
	return string(s)
}

// labelled is the encoding of a label, or nil if there is none of that name or the label is already known to be wrong.
func labelled(name string) encoding.Encoding {
	e, err := htmlindex.Get(strings.TrimSpace(name))
	if err != nil {
		return nil
	}
	canonical, _ := htmlindex.Name(e)
	if canonical == "utf-8" || canonical == "replacement" || canonical == "x-user-defined" || strings.HasPrefix(canonical, "utf-16") {
		return nil
	}
	if e == simplifiedchinese.GBK || e == simplifiedchinese.HZGB2312 {
		return simplifiedchinese.GB18030 // which holds them
	}
	return e
}

// declaredCharset is the encoding that a server's media type names, or else the page or feed itself near its top.
func declaredCharset(media string, raw []byte) string {
	if _, params, err := mime.ParseMediaType(media); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	head := bytes.ToLower(raw[:min(len(raw), sniffBytes)])
	for _, word := range []string{"charset=", "encoding="} {
		i := bytes.Index(head, []byte(word))
		if i < 0 {
			continue
		}
		name := bytes.TrimLeft(head[i+len(word):], "\"' ")
		if end := bytes.IndexAny(name, "\"' ;>/?"); end > 0 {
			return string(name[:end])
		}
	}
	return ""
}

// nearlyUTF8 reports whether at least twenty times as many characters beyond ASCII are whole as are broken.
func nearlyUTF8(raw []byte) bool {
	whole, broken := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			whole++
		}
		i += size
	}
	return whole >= 20*broken
}

// mendUTF8 replaces the broken bytes of a text: quotation marks and dashes of Windows-1252 by what they are, and others by a mark.
func mendUTF8(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 && raw[i] >= 0x82 && raw[i] <= 0x97 {
			r = charmap.Windows1252.DecodeByte(raw[i])
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

const foreignBytes = 6 << 10 // of text beyond ASCII that encodings are told by

// foreign is the pieces between tags and line ends of raw that hold bytes beyond ASCII, up to foreignBytes of them. No encoding uses
// the bytes of tags and line ends as parts of other characters.
func foreign(raw []byte) []byte {
	var out []byte
	for len(raw) > 0 && len(out) < foreignBytes {
		end := bytes.IndexAny(raw[:min(len(raw), foreignBytes)], "<>\n")
		if end < 0 {
			end = min(len(raw), foreignBytes)
		}
		piece := raw[:end]
		raw = raw[min(len(raw), end+1):]
		for _, c := range piece {
			if c >= utf8.RuneSelf {
				out = append(append(out, piece...), '\n')
				break
			}
		}
	}
	return out
}

// tellEncoding is the encoding in which a sample reads best, and how well. Of equals the first counts.
func tellEncoding(sample []byte) (best encoding.Encoding, rank float64) {
	for _, c := range encodings {
		if r := reads(c.encoding, sample, c.common); best == nil || r > rank+0.02 {
			best, rank = c.encoding, r
		}
	}
	if rank <= 0 {
		return charmap.Windows1252, 0
	}
	return best, rank
}

// commonIn is the common characters of the languages that are written in e, if it is one of the encodings that texts are tried in.
func commonIn(e encoding.Encoding) (common string, tried bool) {
	for _, c := range encodings {
		if c.encoding == e {
			return c.common, true
		}
	}
	return "", false
}

// reads is the share of common ones among the characters beyond ASCII that a sample has in e. Broken ones count five times.
func reads(e encoding.Encoding, sample []byte, common string) float64 {
	s, err := e.NewDecoder().Bytes(sample)
	if err != nil {
		return 0
	}
	known := map[rune]float64{}
	for i, r := range []rune(common) {
		if known[r] = 1; i >= 12 && r >= 0x370 && r < 0x3000 {
			known[r] = 0.7 // alphabets with as many letters are told apart by the frequent ones
		}
	}
	good, all, broken := 0.0, 0, 0
	before := ' '
	for _, r := range string(s) {
		switch {
		case r < utf8.RuneSelf:
		case r == utf8.RuneError || r < 0xA0:
			broken++
		default:
			all++
			switch {
			case r >= 0x3041 && r <= 0x30FE: // kana, which only Japanese has, though not two of the rare ones
				if e == japanese.ShiftJIS || e == japanese.EUCJP {
					good++
				}
			case isCapital(r) && isSmall(before), r >= 0x370 && r < 0x2000 && isLatin(before), accented(r) && accented(before): // the wrong alphabet
			default:
				good += known[r]
			}
		}
		before = r
	}
	if all+broken == 0 {
		return 0
	}
	return (good - 5*float64(broken)) / float64(all+broken)
}

func isCapital(r rune) bool { return r >= 0x410 && r <= 0x42F || r >= 0x391 && r <= 0x3A9 }
func isSmall(r rune) bool   { return r >= 0x430 && r <= 0x44F || r >= 0x3B1 && r <= 0x3C9 }
func isLatin(r rune) bool   { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
func accented(r rune) bool  { return r >= 0xC0 && r < 0x370 }

// encodings are what unlabelled texts are tried in, each with what is common in the languages written in it: the commonest characters of
// Chinese, Japanese and Korean news, the small letters of other alphabets by their frequency, and the letters with accents.
var encodings = []struct {
	encoding encoding.Encoding
	common   string
}{
	{charmap.Windows1252, "äöüßéèàçñáíóúãõâêîôûëïåøæœÄÖÜÉÀÅØÆ’‘“”–—…«»°€£¡¿ªº§·©•\u00a0"},
	{charmap.Windows1251, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґўОВПНСКАИМРДТБГЭУЗФ«»—–№“”…„"},
	{charmap.KOI8R, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОВПНСКАИМРДТБГЭУЗФ"},
	{charmap.ISO8859_5, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОВПНСКАИМРДТБГЭУЗФ№"},
	{charmap.CodePage866, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОВПНСКАИМРДТБГЭУЗФ№"},
	{charmap.Windows1250, "ąćęłńóśźżĄĆŁÓŚŹŻáčďéěíňřšťúůýžČŘŠŽÁÉőűöüŐÖÜâăîşţșțđäľĺô„”“–—…’»«°§\u00a0"},
	{charmap.ISO8859_2, "ąćęłńóśźżĄĆŁÓŚŹŻáčďéěíňřšťúůýžČŘŠŽÁÉőűöüŐÖÜâăîşţđäľĺô°§\u00a0"},
	{charmap.Windows1254, "çğıöşüİÇĞÖŞÜâîû’‘“”–—…\u00a0"},
	{charmap.Windows1253, "αοιετσνηυρπκμλςωγδθχφβξζψάέήίόύώΑΟΤΣΗΠΚΜΕΝΔΓΛ«»’“”–…·\u00a0"},
	{charmap.Windows1255, "יוהלאתרבשמנםדחקעפצכגטסזןףךץ–־׳״\u00a0"},
	{charmap.Windows1256, "اليمنوترعبدفسقهةكحأجشصطىخضئغذءثإظآؤزپچژگ،؟؛«»\u200c\u200d\u00a0"},
	{charmap.Windows874, "านรกอเงมยลวดทสตะปบคหแจพขชไใโผซถธศณฐภุูิีึืัํ่้๊๋็์ำ"},
	{simplifiedchinese.GB18030, "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运，。“”、：《》（）；？！"},
	{traditionalchinese.Big5, "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作里用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運，。「」、：《》（）；？！"},
	{korean.EUCKR, "이다는을의에가고하지로한도기사대인은를해서시있자으일어리부나정장것과라수들만보아주그제구상원전국공관오유소비동성스할조선면연위년생당중안세마등신여방영문경재했습니회계통트개모까발우었적결드학래행였께양산실물무간러화후민진된거말내또치요야단러월히음표난"},
	{japanese.ShiftJIS, japaneseCommon},
	{japanese.EUCJP, japaneseCommon},
}

// japaneseCommon is what Japanese news holds most beside kana.
const japaneseCommon = "、。「」・（）ー年日月大本学人国会中出者一時分行生者社部事長地方上今前後自東京都市県区員新政府金高業定合同手場力動理目見間内通発表対関北海道電話世界水話回戦最相全体的外交主安法議選代立開問題経済産党教明作十二三四五六七八九"
