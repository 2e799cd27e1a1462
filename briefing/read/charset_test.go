package read

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// oldTexts are invented news in the languages and encodings of old pages.
var oldTexts = []struct {
	name     string
	encoding encoding.Encoding
	text     string
}{
	{"shift_jis", japanese.ShiftJIS, "港の古い橋は月曜日から春まで通行止めになると市が発表した。修理には二億円かかる見通しだ。"},
	{"euc-jp", japanese.EUCJP, "港の古い橋は月曜日から春まで通行止めになると市が発表した。修理には二億円かかる見通しだ。"},
	{"iso-2022-jp", japanese.ISO2022JP, "港の古い橋は月曜日から春まで通行止めになると市が発表した。"},
	{"gb18030", simplifiedchinese.GB18030, "市政府星期一宣布，港口的旧桥将关闭到春天。工程师说，桥墩上发现了裂缝，修理需要两百万元。"},
	{"gbk", simplifiedchinese.GBK, "他说，这座桥已经有一百年的历史了，今年不会再开放。"},
	{"big5", traditionalchinese.Big5, "市政府星期一宣布，港口的舊橋將關閉到春天。工程師說，橋墩上發現了裂縫，修理需要兩百萬元。"},
	{"euc-kr", korean.EUCKR, "시는 월요일 항구의 오래된 다리를 봄까지 통제한다고 발표했다. 수리에는 이십억 원이 들 것으로 보인다."},
	{"windows-1251", charmap.Windows1251, "Городской совет в понедельник решил закрыть старый мост до весны. Ремонт обойдётся в два миллиона, сообщил мэр."},
	{"koi8-r", charmap.KOI8R, "Городской совет в понедельник решил закрыть старый мост до весны. Ремонт обойдется в два миллиона, сообщил мэр."},
	{"iso-8859-5", charmap.ISO8859_5, "Городской совет в понедельник решил закрыть старый мост до весны."},
	{"windows-1252", charmap.Windows1252, "Le conseil a décidé de fermer le vieux pont jusqu’au printemps. « Nous n’avions pas le choix », a déclaré le maire à la presse."},
	{"windows-1252", charmap.Windows1252, "Die alte Brücke wird für Lastwagen gesperrt, größere Schäden wurden früh gefunden, hieß es."},
	{"windows-1252", charmap.Windows1252, "“We had no choice,” said the mayor’s office – and closed the bridge."},
	{"windows-1252", charmap.Windows1252, "La reparación costará dos millones, dijo el señor Núñez, y el puente abrirá en mayo según él."},
	{"windows-1250", charmap.Windows1250, "Rada miasta zdecydowała w poniedziałek, że stary most zostanie zamknięty do wiosny, gdyż znaleziono pęknięcia w dwóch filarach."},
	{"iso-8859-2", charmap.ISO8859_2, "Rada miasta zdecydowała w poniedziałek, że stary most będzie zamknięty, śnieg i gołoledź pogorszyły sytuację."},
	{"windows-1254", charmap.Windows1254, "Belediye başkanı pazartesi günü eski köprünün bahara kadar kapalı kalacağını açıkladı, onarım iki milyon liraya mal olacak."},
	{"windows-1253", charmap.Windows1253, "Ο δήμος αποφάσισε τη Δευτέρα να κλείσει την παλιά γέφυρα μέχρι την άνοιξη."},
	{"windows-1255", charmap.Windows1255, "העירייה החליטה ביום שני לסגור את הגשר הישן עד האביב, אמר ראש העיר."},
	{"windows-1256", charmap.Windows1256, "قرر مجلس المدينة يوم الاثنين إغلاق الجسر القديم حتى الربيع، وقال رئيس البلدية إن الإصلاح سيكلف مليونين."},
}

func TestUnlabelledEncodings(t *testing.T) {
	for _, c := range oldTexts {
		raw, err := c.encoding.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(c.name, err)
		}
		for _, label := range []string{"", "utf-8", "iso-8859-1", c.name} {
			if label == "iso-8859-1" && strings.Contains("windows-1250 iso-8859-2 windows-1254", c.name) {
				continue // half of their letters are Western ones: a label is believed
			}
			page := "<html><head><title>x</title></head><body><p>" + raw + "</p></body></html>"
			if got := decode([]byte(page), label); !strings.Contains(got, c.text) {
				t.Errorf("%s declared as %q: %q", c.name, label, got)
			}
		}
	}
}

func TestLyingLabels(t *testing.T) {
	for _, c := range []struct{ raw, label, want string }{
		{"Caf\xc3\xa9 am Fluss", "windows-1252", "Café am Fluss"},
		{"Caf\xe9 am Fluss", "utf-8", "Café am Fluss"},
		{strings.Repeat("Café über ", 20) + "don\x92t", "utf-8", strings.Repeat("Café über ", 20) + "don’t"},
		{strings.Repeat("Café über ", 20) + "caf\xc3", "", strings.Repeat("Café über ", 20) + "caf\uFFFD"},
		{utf8BOM + "Café", "windows-1252", "Café"},
		{"plain", "no-such-name", "plain"},
	} {
		if got := decode([]byte(c.raw), c.label); got != c.want {
			t.Errorf("%q as %q: %q, want %q", c.raw, c.label, got, c.want)
		}
	}
}

func TestUTF16(t *testing.T) {
	page := "<html><head><title>The bridge of Harbourton closes</title></head><body><article><h1>The bridge of Harbourton closes</h1>" + threeParagraphs + "<p>“Café”, she said to the harbour office, closes too.</p></article></body></html>"
	for _, endian := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		for _, mark := range []unicode.BOMPolicy{unicode.IgnoreBOM, unicode.UseBOM} {
			raw, err := unicode.UTF16(endian, mark).NewEncoder().String(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"page.html", "-"} {
				for a, err := range Articles(strings.NewReader(raw), Source{Name: name}) {
					if err != nil || a.Headline != "The bridge of Harbourton closes" || !strings.Contains(a.Text, "“Café”, she said") {
						t.Errorf("%v %v %s: %q, %v", endian, mark, name, a.Headline, err)
					}
				}
			}
		}
	}
}

func TestStrayZeros(t *testing.T) {
	a := readOnePage(t, "<h1>The bridge of Harbour\x00ton closes</h1>"+strings.Replace(threeParagraphs, "lorries", "lor\x00ries", 1), "")
	if strings.ContainsRune(a.Text, 0) || a.Headline != "The bridge of Harbourton closes" || !strings.Contains(a.Text, "to lorries until") {
		t.Errorf("%q: %q", a.Headline, a.Text)
	}
}

// FuzzDecode checks that any bytes under any label become valid UTF-8, and that valid UTF-8 stays what it is.
func FuzzDecode(f *testing.F) {
	for _, c := range oldTexts {
		raw, _ := c.encoding.NewEncoder().String(c.text)
		f.Add([]byte(raw), c.name)
	}
	f.Add([]byte("\xff\xfe\x00"), "utf-16")
	f.Fuzz(func(t *testing.T, raw []byte, label string) {
		got := decode(raw, label)
		if !utf8.ValidString(got) {
			t.Errorf("%q", got)
		}
		if utf8.Valid(raw) && !strings.Contains(string(raw), "\x1b") && got != strings.TrimPrefix(string(raw), utf8BOM) {
			t.Errorf("%q became %q", raw, got)
		}
	})
}
