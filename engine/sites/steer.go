package main

import (
	"context"
	"maps"
	"os"
	"time"
)

const (
	permissionLook  = 50 * time.Millisecond // the permission comes another way than the view and may come later
	permissionLooks = 100
	publishPause    = time.Second // after a publication that failed
)

// steering is what only the steering goroutine of a site touches.
type steering struct {
	board     Board
	call      *Call // the one the board was told of
	wants     map[Source]bool
	beat      beat // what the last heartbeat said
	beating   bool // a heartbeat is on its way
	answers   chan bool
	beatDue   time.Time
	beatHeard bool
	webAway   bool
	stillDue  time.Time
	out       map[string]bool // sources that were published at the last look
	looks     int
}

// steer compares, again and again, what the view asks for with what is, and does the next thing.
func (s *Site) steer(ctx context.Context) {
	st := &steering{answers: make(chan bool, 1), wants: map[Source]bool{}, out: map[string]bool{}}
	ticker := time.NewTicker(heartbeatEvery / 4)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		case <-ticker.C:
		case ok := <-st.answers:
			s.heard(st, ok)
		}
		if ctx.Err() == nil {
			s.step(ctx, st)
		}
	}
}

func (s *Site) step(ctx context.Context, st *steering) {
	now := time.Now()
	s.mu.Lock()
	view, call, pass := s.current(), s.call, s.pass
	admitted := view.Me.Device == "admitted"
	enter := admitted && call == nil && !s.entering && pass != "" && now.After(s.notBefore)
	again := s.comesBack
	if enter {
		s.entering = true
	}
	s.mu.Unlock()
	if enter {
		go s.enter(ctx, pass, again)
	}
	if pass == "" {
		return
	}
	s.show(now, st, call, &view)
	s.speak(st, call, "camera", view.Me.Camera)
	s.speak(st, call, "microphone", view.Me.Mic)
	if admitted {
		s.heartbeat(ctx, now, st, call, pass)
	}
	if now.After(st.stillDue) {
		st.stillDue = now.Add(stillEvery)
		go s.still(ctx, pass)
	}
}

// show subscribes to what is listed and looks at what came of it.
func (s *Site) show(now time.Time, st *steering, call *Call, view *View) {
	if call != st.call {
		st.call, st.wants = call, map[Source]bool{}
		if call != nil {
			st.board.enter(call.identity())
		}
	}
	state := func(Source) TrackState { return TrackState{} }
	publishes := false
	if call != nil {
		if wants := view.wants(call.identity()); !maps.Equal(wants, st.wants) {
			st.wants = wants
			call.want(wants)
		}
		state = func(source Source) TrackState { return call.state(now, source) }
		publishes = call.publishes("camera")
	}
	st.board.tell(view)
	for _, event := range st.board.look(now, publishes, state) {
		s.say(event)
	}
}

// outgoing names one of our sources in one connection.
type outgoing struct {
	call   *Call
	source string
}

// speak brings one of our sources out or in, as the view says and as far as the engine allows.
func (s *Site) speak(st *steering, call *Call, source string, wanted bool) {
	out := call != nil && call.publishes(source)
	if out != st.out[source] {
		st.out[source], st.looks = out, 0
		word := map[bool]string{true: "_open", false: "_closed"}[out]
		s.say(Event{Name: map[string]string{"camera": "camera", "microphone": "mic"}[source] + word})
	}
	if call == nil || wanted == out {
		return
	}
	if wanted && !call.may(source) {
		if st.looks < permissionLooks {
			st.looks++
			time.AfterFunc(permissionLook, s.stir)
		}
		return
	}
	s.mu.Lock()
	busy := s.turning[outgoing{call, source}]
	s.turning[outgoing{call, source}] = true
	s.mu.Unlock()
	if !busy {
		go s.turn(call, source, wanted)
	}
}

// turn waits for the engine's answer, which a hostile or dying one may owe us for ten seconds.
func (s *Site) turn(call *Call, source string, on bool) {
	var err error
	if on {
		err = call.publish(source, map[string]string{"camera": s.spec.Video, "microphone": s.spec.Sound}[source])
	} else {
		err = call.unpublish(source)
	}
	s.mu.Lock()
	current := s.call == call
	s.mu.Unlock()
	if err != nil && current {
		s.fail("publish", err)
		time.Sleep(publishPause)
	}
	s.mu.Lock()
	delete(s.turning, outgoing{call, source})
	s.mu.Unlock()
	s.stir()
}

// beat is the body of a heartbeat.
type beat struct {
	Rev    int64  `json:"rev"`
	Ready  int64  `json:"ready"`
	Engine string `json:"engine"`
	Level  *int   `json:"level,omitempty"` // of our microphone as the engine hears it, 0…100
}

// heartbeat goes out every two seconds, and at once when something the operator sees has changed.
func (s *Site) heartbeat(ctx context.Context, now time.Time, st *steering, call *Call, pass string) {
	next := beat{Rev: st.board.shown, Ready: st.board.ready, Engine: "connecting"}
	if call != nil {
		next.Engine = "connected"
	}
	changed := next.Rev != st.beat.Rev || next.Ready != st.beat.Ready || next.Engine != st.beat.Engine
	if st.beating || (!changed && now.Before(st.beatDue)) {
		return
	}
	if call != nil && call.publishes("microphone") {
		level := call.level()
		next.Level = &level
	}
	st.beat, st.beatDue, st.beating = next, now.Add(heartbeatEvery), true
	go func() {
		_, err := s.web.post(ctx, "/live/room/heartbeat", pass, next, nil)
		if staysOut(err) {
			s.turnedAway(err)
		}
		select {
		case st.answers <- err == nil:
		case <-ctx.Done():
		}
	}()
}

// heard notes whether the product took the heartbeat; only changes are worth an event.
func (s *Site) heard(st *steering, ok bool) {
	st.beating = false
	switch {
	case ok && st.beat.Engine == "connected" && (!st.beatHeard || st.webAway):
		st.beatHeard, st.webAway = true, false
		s.say(Event{Name: "heartbeat_ok", Rev: st.beat.Rev})
	case !ok && !st.webAway:
		st.webAway = true
		s.say(Event{Name: "heartbeat_lost"})
	}
}

// still posts the picture by which the lobby and the wall know the room.
func (s *Site) still(ctx context.Context, pass string) {
	picture, err := os.ReadFile(s.spec.Still)
	if err == nil {
		_, err = s.web.send(ctx, "/live/room/still", pass, "image/jpeg", picture, nil)
	}
	if err != nil && ctx.Err() == nil {
		s.fail("still", err)
	}
}
