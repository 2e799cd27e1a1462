package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/klauspost/compress/zstd"
	bolt "go.etcd.io/bbolt"
)

// A record is what a bucket keeps under a key:
//
//	CRC-32C of key and body, 4 bytes big endian | body
//
// The key is part of the sum, so a record that strayed to another key is noticed too. A body is CBOR
// with integer keys, which may be added to but never given a second meaning. Types ending in Record
// are what bodies are decoded into; they are apart from the nouns so that either can change alone.

// ErrDamaged says that bytes of the file are not what was written: a record failed its checksum, or the
// structure around it is broken.
var ErrDamaged = errors.New("damaged")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

const sumBytes = 4

// maxTextBytes bounds what one text record may unpack to; the longest news text is far below.
const maxTextBytes = 64 << 20

// codec turns records into bytes and back. Its methods may be called concurrently.
type codec struct {
	enc  cbor.EncMode
	dec  cbor.DecMode
	pack *zstd.Encoder
	open *zstd.Decoder
}

func newCodec() (*codec, error) {
	enc, err := cbor.EncOptions{Sort: cbor.SortBytewiseLexical, ShortestFloat: cbor.ShortestFloat16}.EncMode()
	if err != nil {
		return nil, err
	}
	// Strangers' strings are kept as they came, so a message with broken UTF-8 can still be read back.
	dec, err := cbor.DecOptions{MaxNestedLevels: 8, MaxArrayElements: 1 << 20, UTF8: cbor.UTF8DecodeInvalid}.DecMode()
	if err != nil {
		return nil, err
	}
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)))
	if err != nil {
		return nil, err
	}
	open, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxTextBytes))
	if err != nil {
		return nil, err
	}
	return &codec{enc, dec, pack, open}, nil
}

// body encodes a record type.
func (c *codec) body(record any) ([]byte, error) { return c.enc.Marshal(record) }

// packed encodes a record type and compresses it: worth it for texts, not for single facts.
func (c *codec) packed(record any) ([]byte, error) {
	body, err := c.body(record)
	if err != nil {
		return nil, err
	}
	return c.pack.EncodeAll(body, nil), nil
}

// read checks the value found under key and decodes it into record.
func (c *codec) read(key, value []byte, record any) error {
	body, err := unseal(key, value)
	if err != nil {
		return err
	}
	return c.decode(body, record)
}

// unpack checks the value found under key, decompresses it and decodes it into record.
func (c *codec) unpack(key, value []byte, record any) error {
	packed, err := unseal(key, value)
	if err != nil {
		return err
	}
	body, err := c.open.DecodeAll(packed, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return c.decode(body, record)
}

func (c *codec) decode(body []byte, record any) error {
	if err := c.dec.Unmarshal(body, record); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// sealed is the value to keep under key for a body.
func sealed(key, body []byte) []byte {
	value := make([]byte, sumBytes, sumBytes+len(body))
	binary.BigEndian.PutUint32(value, checksum(key, body))
	return append(value, body...)
}

// unseal returns the body of a value found under key, or ErrDamaged. It aliases value.
func unseal(key, value []byte) ([]byte, error) {
	if len(value) < sumBytes {
		return nil, fmt.Errorf("%w: %d bytes are too few for a record", ErrDamaged, len(value))
	}
	body := value[sumBytes:]
	if checksum(key, body) != binary.BigEndian.Uint32(value) {
		return nil, fmt.Errorf("%w: the checksum does not match", ErrDamaged)
	}
	return body, nil
}

func checksum(key, body []byte) uint32 {
	return crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, body)
}

// partBytes is the longest value kept under one key. bbolt copies a whole leaf when anything on it changes,
// so a huge value would slow every commit near it.
const partBytes = 64 << 10

// putLong keeps a value under key, and what exceeds partBytes under key with a part number (2 bytes,
// from 1) behind it. Keys of the bucket must be of equal length.
func putLong(b *bolt.Bucket, key, value []byte) error {
	for part := 0; ; part++ {
		piece := value[:min(partBytes, len(value))]
		if err := b.Put(partKey(key, part), piece); err != nil {
			return err
		}
		value = value[len(piece):]
		if len(value) == 0 {
			return nil
		}
	}
}

// getLong returns what putLong kept under key, or nil. It is not copied unless it has several parts.
func getLong(b *bolt.Bucket, key []byte) []byte {
	value := b.Get(key)
	if len(value) < partBytes {
		return value
	}
	whole := append([]byte(nil), value...)
	for part := 1; len(value) == partBytes; part++ {
		value = b.Get(partKey(key, part))
		whole = append(whole, value...)
	}
	return whole
}

// deleteLong deletes what putLong kept under key.
func deleteLong(b *bolt.Bucket, key []byte) error {
	for part := 0; ; part++ {
		k := partKey(key, part)
		last := len(b.Get(k)) < partBytes
		if err := b.Delete(k); err != nil || last {
			return err
		}
	}
}

func partKey(key []byte, part int) []byte {
	if part == 0 {
		return key
	}
	return binary.BigEndian.AppendUint16(key[:len(key):len(key)], uint16(part))
}

// numberKey is the key of a numbered thing.
func numberKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// numberOf reads back a key that begins with numberKey; 0, which numbers nothing, for a shorter one.
func numberOf(key []byte) uint64 {
	if len(key) < 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// moment is a time as records keep it: seconds since the year 1, so that the zero moment is the zero time,
// and the offset from UTC it was given in. The zone's name is not kept.
type moment struct {
	_       struct{} `cbor:",toarray"`
	Seconds int64
	Nanos   int32
	Offset  int32 // seconds east of UTC
}

// yearOne is the Unix time of the zero time.Time.
const yearOne = -62135596800

func momentOf(t time.Time) moment {
	if t.IsZero() {
		return moment{}
	}
	_, offset := t.Zone()
	return moment{Seconds: t.Unix() - yearOne, Nanos: int32(t.Nanosecond()), Offset: int32(offset)}
}

func (m moment) time() time.Time {
	if m.Seconds == 0 && m.Nanos == 0 {
		return time.Time{}
	}
	t := time.Unix(m.Seconds+yearOne, int64(m.Nanos))
	if m.Offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", int(m.Offset)))
}

// timeKey is t as 12 bytes that sort in order of time: seconds since the year 1 and nanoseconds.
func timeKey(t time.Time) []byte {
	if t.Unix() < yearOne {
		t = time.Time{}
	}
	key := binary.BigEndian.AppendUint64(nil, uint64(t.Unix()-yearOne))
	return binary.BigEndian.AppendUint32(key, uint32(t.Nanosecond()))
}

const timeKeyBytes = 12

// timeOf reads back a key that begins with timeKey.
func timeOf(key []byte) time.Time {
	if len(key) < timeKeyBytes {
		return time.Time{}
	}
	return time.Unix(int64(binary.BigEndian.Uint64(key))+yearOne, int64(binary.BigEndian.Uint32(key[8:]))).UTC()
}

// each maps a slice; none gives none.
func each[A, B any](in []A, f func(A) B) []B {
	if len(in) == 0 {
		return nil
	}
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}
