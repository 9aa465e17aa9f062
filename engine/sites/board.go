package main

import "time"

// freshness is how old a track's last frame may be for its picture to count as running.
const freshness = 2 * time.Second

// TrackState is what the board asks about one track.
type TrackState struct {
	Received  bool // a packet has arrived since the subscription
	Decodable bool
	LastFrame time.Time
}

// Board decides what a site shows: the stage as soon as it was told and a decodable frame is there, the old picture
// until then; and whether what comes next is warm. It knows nothing of sockets or goroutines.
type Board struct {
	own    string // our identity: the own picture is there without the engine
	stage  Picture
	next   *Picture
	told   int64
	shown  int64
	ready  int64
	packet bool // the first packet of the stage was reported since the last entry
	frame  bool
}

// enter is called after each entry into the engine: first packet and first frame are to be reported again.
func (b *Board) enter(own string) {
	b.own, b.packet, b.frame = own, false, false
}

// tell gives the board a new view.
func (b *Board) tell(view *View) {
	b.stage, b.next = view.Stage, view.Next
}

// look compares what should be shown with the tracks as they are and returns what changed, in order.
func (b *Board) look(now time.Time, publishesOwn bool, track func(Source) TrackState) []Event {
	var events []Event
	if b.stage.Rev != b.told {
		b.told = b.stage.Rev
		events = append(events, Event{Name: "told", Rev: b.told})
	}
	if !b.packet {
		if came, own := b.anyPacket(publishesOwn, track); came {
			b.packet = true
			events = append(events, Event{Name: "first_stage_packet", Rev: b.told, Own: own})
		}
	}
	complete := b.complete(now, &b.stage, track)
	if complete && !b.frame && len(b.stage.sources()) > 0 {
		b.frame = true
		events = append(events, Event{Name: "first_stage_frame", Rev: b.told})
	}
	if complete && b.shown != b.told {
		b.shown = b.told
		events = append(events, Event{Name: "shown", Rev: b.shown})
	}
	ready := int64(0)
	if b.next != nil && b.complete(now, b.next, track) {
		ready = b.next.Rev
	}
	if ready != b.ready {
		b.ready = ready
		if ready != 0 {
			events = append(events, Event{Name: "next_ready", Rev: ready})
		} else {
			events = append(events, Event{Name: "next_cold"})
		}
	}
	return events
}

// complete: every place of the picture that has a machine is running. A place without one is drawn as a name plate.
func (b *Board) complete(now time.Time, picture *Picture, track func(Source) TrackState) bool {
	for _, source := range picture.sources() {
		if source.Identity == b.own {
			continue
		}
		state := track(source)
		if !state.Decodable || now.Sub(state.LastFrame) > freshness {
			return false
		}
	}
	return true
}

func (b *Board) anyPacket(publishesOwn bool, track func(Source) TrackState) (came, own bool) {
	for _, source := range b.stage.sources() {
		if source.Identity == b.own {
			if publishesOwn {
				return true, true
			}
			continue
		}
		if track(source).Received {
			return true, false
		}
	}
	return false, false
}
