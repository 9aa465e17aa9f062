package main

import (
	"bytes"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

const (
	packetSize   = 1500
	repairAfter  = 200 * time.Millisecond // a picture with missing packets asks for a key frame after this
	repairPause  = 500 * time.Millisecond // and not more often than this
	videoVP8Mime = "video/VP8"
)

// Inbound is one subscribed track: its packets are read, looked at and thrown away.
type Inbound struct {
	source    Source
	packets   atomic.Int64
	lastUnix  atomic.Int64 // microseconds of the last packet
	soundUnix atomic.Int64 // microseconds of the last packet with sound of its sender
	frameUnix atomic.Int64 // microseconds of the last whole frame of a decodable picture
	decodable atomic.Bool
	notify    atomic.Bool // somebody waits for the next frame
}

// state is what the board needs to know. A stale picture is watched: its next frame wakes the site.
func (t *Inbound) state(now time.Time) TrackState {
	state := TrackState{
		Received:  t.packets.Load() > 0,
		Decodable: t.decodable.Load(),
		LastFrame: time.UnixMicro(t.frameUnix.Load()),
	}
	if now.Sub(state.LastFrame) > freshness {
		t.notify.Store(true)
	}
	return state
}

func (t *Inbound) report() TrackReport {
	return TrackReport{Source: t.source, Packets: t.packets.Load(), LastMS: ms(&t.lastUnix), SoundMS: ms(&t.soundUnix)}
}

func ms(unix *atomic.Int64) float64 {
	return float64(unix.Load()) / 1000
}

// read runs until the track ends. `changed` is called when the track's state changes, never for every packet;
// `repair` asks the publisher for a key frame.
func (t *Inbound) read(track *webrtc.TrackRemote, changed, repair func()) {
	video := track.Kind() == webrtc.RTPCodecTypeVideo
	picker := Picker{anyCodec: track.Codec().MimeType != videoVP8Mime}
	buffer := make([]byte, packetSize)
	var brokenAt, repairedAt time.Time
	for {
		n, _, err := track.Read(buffer)
		if err != nil {
			return // unsubscribed, unpublished or disconnected
		}
		now := time.Now()
		t.lastUnix.Store(now.UnixMicro())
		first := t.packets.Add(1) == 1
		if !video {
			if !isSilence(buffer[:n]) {
				t.soundUnix.Store(now.UnixMicro())
			}
			if first {
				changed()
			}
			continue
		}
		decodable, frame := picker.take(buffer[:n])
		if frame {
			t.frameUnix.Store(now.UnixMicro())
		}
		switch {
		case decodable:
			brokenAt = time.Time{}
		case brokenAt.IsZero():
			brokenAt = now
		case now.Sub(brokenAt) > repairAfter && now.Sub(repairedAt) > repairPause:
			repairedAt = now
			repair()
		}
		// The state turns decodable with a frame that has come in whole, not with a key frame's first packet.
		turned := t.decodable.Load() != decodable && (frame || !decodable)
		if turned {
			t.decodable.Store(decodable)
		}
		if first || turned || (frame && t.notify.Swap(false)) {
			changed()
		}
	}
}

// isSilence: the Opus frame that the engine itself sends for a while when a microphone closes, so that nothing keeps
// sounding in a decoder. Our tones never are silent.
func isSilence(packet []byte) bool {
	var header rtp.Header
	n, err := header.Unmarshal(packet)
	return err == nil && bytes.HasPrefix(packet[n:], []byte{0xf8, 0xff, 0xfe})
}
