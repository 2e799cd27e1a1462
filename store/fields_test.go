package store

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/nutgraf/nutgraf/briefing"
)

// TestRecordsKeepEveryField fills every field of what the conversation remembers and looks what of it comes back: a field that a noun
// gains must be given a place in its record, or be named here as one that is not kept.
func TestRecordsKeepEveryField(t *testing.T) {
	codec, err := newCodec()
	must(t, err)
	keeps(t, codec, jobRecordOf, (*jobRecord).job)
	keeps(t, codec, deliveryRecordOf, (*deliveryRecord).delivery, notOfQuestions)
	keeps(t, codec, subscriptionRecordOf, (*subscriptionRecord).subscription)
	keeps(t, codec, editionRecordOf, (*editionRecord).edition)
	keeps(t, codec, watchRecordOf, (*watchRecord).watch)
	keeps(t, codec, settingsRecordOf, (*settingsRecord).settings)
	keeps(t, codec, feedbackRecordOf, (*feedbackRecord).feedback)
	keeps(t, codec, turnRecordOf, (*turnRecord).turn)
	keeps(t, codec, toldRecordOf, (*toldRecord).told, notOfQuestions)
}

// notOfQuestions is the field of a question that is not kept with an answer to it: where it was asked.
var notOfQuestions = cmp.FilterPath(func(p cmp.Path) bool {
	field, ok := p.Last().(cmp.StructField)
	return ok && p.Index(-2).Type() == reflect.TypeFor[briefing.Question]() && field.Name() == "Thread"
}, cmp.Ignore())

func keeps[N, R any](t *testing.T, c *codec, record func(N) R, noun func(*R) N, options ...cmp.Option) {
	t.Helper()
	var want N
	n := 0
	fill(reflect.ValueOf(&want).Elem(), &n)
	body, err := c.body(record(want))
	must(t, err)
	var kept R
	must(t, c.decode(body, &kept))
	if d := cmp.Diff(want, noun(&kept), append(options, cmpopts.EquateEmpty())...); d != "" {
		t.Errorf("%T: %s", want, d)
	}
}

// fill gives every field another value than zero.
func fill(v reflect.Value, n *int) {
	*n++
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(time.Date(2026, 5, 1, 0, 0, *n, *n, time.UTC)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n % 256))
	default:
		panic("a field of a kind that is not filled: " + v.Type().String())
	}
}
