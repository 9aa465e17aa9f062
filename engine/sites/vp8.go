package main

import (
	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
)

// Picker follows the packets of one video track and says when its picture could be decoded: a key frame has arrived
// and nothing has been missing since. It looks at headers only and allocates nothing per packet.
type Picker struct {
	anyCodec bool // not VP8: the engine starts forwarding at a key frame, so the first packet counts as one
	started  bool
	key      bool   // a key frame has begun and everything since then is here
	highest  uint16 // sequence number
	missing  int
	header   rtp.Header
	payload  codecs.VP8Packet
}

// take reads one packet. decodable: the picture stands after it; frame: the packet ends a frame.
func (p *Picker) take(packet []byte) (decodable, frame bool) {
	n, err := p.header.Unmarshal(packet)
	if err != nil {
		return p.whole(), false
	}
	body := packet[n:]
	if p.header.Padding && len(body) > 0 {
		body = body[:max(0, len(body)-int(body[len(body)-1]))]
	}
	p.follow(p.header.SequenceNumber)
	if len(body) == 0 { // probing: carries a number but no picture
		return p.whole(), false
	}
	if p.starts(body) {
		p.key, p.missing = true, 0
	}
	return p.whole(), p.header.Marker && p.whole()
}

func (p *Picker) whole() bool {
	return p.key && p.missing == 0
}

// follow counts packets that are missing below the highest number seen; one that comes late makes up for itself.
func (p *Picker) follow(number uint16) {
	if !p.started {
		p.started, p.highest = true, number
		return
	}
	switch step := int16(number - p.highest); {
	case step > 0:
		p.missing += int(step) - 1
		p.highest = number
	case step < 0 && p.missing > 0:
		p.missing--
	}
}

// starts says whether the payload opens a key frame: first packet of the first partition, and the frame tag's lowest
// bit is 0 (RFC 7741 §4.2, RFC 6386 §9.1).
func (p *Picker) starts(body []byte) bool {
	if p.anyCodec {
		return !p.key
	}
	data, err := p.payload.Unmarshal(body)
	return err == nil && p.payload.S == 1 && p.payload.PID == 0 && len(data) > 0 && data[0]&1 == 0
}
