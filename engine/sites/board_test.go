package main

import (
	"reflect"
	"testing"
	"time"
)

var noon = time.Date(2021, 3, 1, 12, 0, 0, 0, time.UTC)

func camera(identity string) Source {
	return Source{Identity: identity, Kind: "video", Source: "camera"}
}

func picture(rev int64, identities ...string) Picture {
	p := Picture{Rev: rev, Layout: "single", Slots: map[string]Slot{}}
	for _, identity := range identities {
		p.Slots[identity] = Slot{ID: identity, Kind: "video", Source: "camera"}
	}
	return p
}

func running(at time.Time) TrackState {
	return TrackState{Received: true, Decodable: true, LastFrame: at}
}

// step is one look at the board and the names of the events it must give.
type step struct {
	stage  Picture
	next   *Picture
	tracks map[Source]TrackState
	own    bool // our camera is out
	want   []string
}

func TestBoardShowsAPictureOnlyWhenItIsThere(t *testing.T) {
	one, two := picture(1, "a"), picture(2, "b")
	nextTwo := picture(2, "b")
	cases := map[string][]step{
		"cold: told, first packet, shown with the first whole frame": {
			{stage: one, want: []string{"told"}},
			{stage: one, tracks: map[Source]TrackState{camera("a"): {Received: true}}, want: []string{"first_stage_packet"}},
			{stage: one, tracks: map[Source]TrackState{camera("a"): running(noon)}, want: []string{"first_stage_frame", "shown"}},
			{stage: one, tracks: map[Source]TrackState{camera("a"): running(noon)}},
		},
		"warm: the cut is shown in the same breath as it is told": {
			{stage: one, next: &nextTwo, tracks: map[Source]TrackState{camera("a"): running(noon), camera("b"): running(noon)},
				want: []string{"told", "first_stage_packet", "first_stage_frame", "shown", "next_ready"}},
			{stage: two, next: &one, tracks: map[Source]TrackState{camera("a"): running(noon), camera("b"): running(noon)},
				want: []string{"told", "shown", "next_ready"}},
		},
		"the old picture stays until the new one decodes": {
			{stage: one, tracks: map[Source]TrackState{camera("a"): running(noon)}, want: []string{"told", "first_stage_packet", "first_stage_frame", "shown"}},
			{stage: two, tracks: map[Source]TrackState{camera("a"): running(noon), camera("b"): {Received: true}}, want: []string{"told"}},
			{stage: two, tracks: map[Source]TrackState{camera("b"): running(noon)}, want: []string{"shown"}},
		},
		"what has stopped moving is not ready": {
			{stage: Picture{Layout: "hold"}, next: &nextTwo, tracks: map[Source]TrackState{camera("b"): running(noon)}, want: []string{"next_ready"}},
			{stage: Picture{Layout: "hold"}, next: &nextTwo, tracks: map[Source]TrackState{camera("b"): running(noon.Add(-freshness - 1))}, want: []string{"next_cold"}},
		},
		"both halves of a pair are needed": {
			{stage: picture(3, "a", "b"), tracks: map[Source]TrackState{camera("a"): running(noon)}, want: []string{"told", "first_stage_packet"}},
			{stage: picture(3, "a", "b"), tracks: map[Source]TrackState{camera("a"): running(noon), camera("b"): running(noon)}, want: []string{"first_stage_frame", "shown"}},
		},
		"one's own picture needs no engine": {
			{stage: picture(4, "me"), own: true, want: []string{"told", "first_stage_packet", "first_stage_frame", "shown"}},
		},
		"the hold picture is always there": {
			{stage: Picture{Rev: 5, Layout: "hold"}, want: []string{"told", "shown"}},
		},
	}
	for name, steps := range cases {
		t.Run(name, func(t *testing.T) {
			board := Board{own: "me"}
			for number, s := range steps {
				board.tell(&View{Stage: s.stage, Next: s.next})
				events := board.look(noon, s.own, func(source Source) TrackState { return s.tracks[source] })
				var got []string
				for _, event := range events {
					got = append(got, event.Name)
				}
				if !reflect.DeepEqual(got, s.want) {
					t.Errorf("look %d: got %v, want %v", number+1, got, s.want)
				}
			}
		})
	}
}

func TestARoomWantsWhatIsListedAndNothingElse(t *testing.T) {
	view := View{Stage: picture(1, "a", "me"), Sound: map[string]Voice{
		"x":     {Kind: "audio", Source: "microphone"},
		"chair": {Kind: "audio", Source: "microphone"},
		"me":    {Kind: "audio", Source: "microphone"},
	}}
	next := picture(2, "b")
	view.Next = &next
	microphone := func(identity string) Source {
		return Source{Identity: identity, Kind: "audio", Source: "microphone"}
	}
	want := map[Source]bool{camera("a"): true, camera("b"): true, microphone("x"): true, microphone("chair"): true}
	if got := view.wants("me"); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
