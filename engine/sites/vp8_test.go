package main

import (
	"testing"

	"github.com/pion/rtp"
)

const (
	opensKey   = "\x90\x80\x01\x00" // X and S set, picture id 1; frame tag with P=0: a key frame begins
	opensDelta = "\x90\x80\x02\x01" // the same with P=1
	continues  = "\x80\x80\x02\x00" // S not set: a later packet of the same frame
	padding    = ""
)

type sent struct {
	number uint16
	body   string
	marker bool
}

func TestPickerKnowsADecodablePicture(t *testing.T) {
	cases := map[string]struct {
		packets   []sent
		decodable bool
		frames    int
	}{
		"nothing before a key frame":              {[]sent{{1, opensDelta, true}, {2, opensDelta, true}}, false, 0},
		"a key frame in one packet":               {[]sent{{1, opensKey, true}}, true, 1},
		"a key frame in two packets":              {[]sent{{1, opensKey, false}, {2, continues, true}}, true, 1},
		"frames after it":                         {[]sent{{1, opensKey, true}, {2, opensDelta, true}, {3, opensDelta, true}}, true, 3},
		"a hole breaks it":                        {[]sent{{1, opensKey, true}, {3, opensDelta, true}}, false, 1},
		"the missing packet heals it":             {[]sent{{1, opensKey, true}, {3, opensDelta, true}, {2, opensDelta, true}}, true, 2},
		"the next key frame heals it":             {[]sent{{1, opensKey, true}, {3, opensDelta, true}, {4, opensKey, true}}, true, 2},
		"padding carries a number and no picture": {[]sent{{1, opensKey, true}, {2, padding, false}, {3, opensDelta, true}}, true, 2},
		"numbers wrap":                            {[]sent{{65535, opensKey, true}, {0, opensDelta, true}}, true, 2},
		"a packet that is no VP8":                 {[]sent{{1, "\x00", true}}, false, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var picker Picker
			decodable, frames := false, 0
			for _, s := range c.packets {
				var frame bool
				decodable, frame = picker.take(packet(t, s))
				if frame {
					frames++
				}
			}
			if decodable != c.decodable || frames != c.frames {
				t.Errorf("decodable %v with %d frames, want %v with %d", decodable, frames, c.decodable, c.frames)
			}
		})
	}
}

func TestPickerTakesTheEnginesWordForOtherCodecs(t *testing.T) {
	picker := Picker{anyCodec: true}
	if decodable, _ := picker.take(packet(t, sent{1, "\x65", true})); !decodable {
		t.Error("the engine starts at a key frame, whatever the codec")
	}
}

func TestPickerAllocatesNothingPerPacket(t *testing.T) {
	var picker Picker
	key := packet(t, sent{1, opensKey, true})
	if n := testing.AllocsPerRun(100, func() { picker.take(key) }); n > 0 {
		t.Errorf("%v allocations a packet", n)
	}
}

func packet(t *testing.T, s sent) []byte {
	t.Helper()
	p := rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: s.number, Marker: s.marker, PayloadType: 96}, Payload: []byte(s.body)}
	if err := p.SetExtension(1, []byte{1, 2}); err != nil {
		t.Fatal(err)
	}
	data, err := p.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return data
}
