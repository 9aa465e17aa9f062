package main

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"
)

const (
	heartbeatEvery  = 2 * time.Second
	stillEvery      = 8 * time.Second
	refusedPause    = 2 * time.Second
	wrongPINPause   = 5 * time.Second
	wrongPINsAtMost = 3
)

// The states of a site, as the status event counts them.
const (
	stateOut     = "out"     // not started, or dropped on demand
	stateKnocks  = "knocks"  // page and PIN
	stateWaiting = "waiting" // in the lobby
	stateEnters  = "enters"  // let in, not yet (or no longer) in the engine
	stateIn      = "in"
	stateRemoved = "removed" // the operator has removed the machine
	stateRefused = "refused" // the PIN is wrong, the link withdrawn
	stateEnded   = "ended"   // the conference is over
)

// Site is one simulated room: page, PIN, lobby, stream, engine, heartbeat, still.
type Site struct {
	spec     SiteSpec
	web      *Web
	engine   string // in place of the address that browsers are given; empty: theirs
	reporter *Reporter
	told     time.Duration
	jitter   time.Duration
	seed     uint64
	wake     chan struct{}

	mu        sync.Mutex // guards what follows
	state     string
	began     time.Time // of this attempt
	entries   int
	cancel    context.CancelFunc
	repin     context.CancelFunc // ends the stream so that the PIN is shown again
	pass      string
	view      View
	carried   View // what the engine's room metadata says of the stage
	call      *Call
	entering  bool
	comesBack bool              // the engine was lost: come back after a random delay, not with everybody else
	notBefore time.Time         // of the next attempt to enter
	turning   map[outgoing]bool // sources for which an answer of the engine is awaited
}

func newSite(spec SiteSpec, config *Config, web *Web, reporter *Reporter, number int) *Site {
	return &Site{
		spec:     spec,
		web:      web,
		reporter: reporter,
		told:     time.Duration(config.ToldDelayMS) * time.Millisecond,
		jitter:   config.jitter(),
		seed:     config.Seed + uint64(number)<<8,
		wake:     make(chan struct{}, 1),
		state:    stateOut,
		turning:  map[outgoing]bool{},
	}
}

// start begins to come in, unless it is at it already.
func (s *Site) start(parent context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		return
	}
	ctx, cancel := context.WithCancel(parent)
	s.cancel, s.state, s.began = cancel, stateKnocks, time.Now()
	s.view, s.carried, s.pass, s.notBefore = View{}, View{}, "", time.Time{}
	s.entering, s.comesBack = false, false
	go s.session(ctx)
	go s.steer(ctx)
}

// stop ends everything and says goodbye to the engine; `ghost` leaves the engine's connection standing, as a machine
// does whose line broke and whose place the engine still holds.
func (s *Site) stop(state string, ghost bool) {
	s.mu.Lock()
	cancel, call := s.cancel, s.call
	if cancel == nil {
		s.mu.Unlock()
		return
	}
	s.cancel, s.call, s.state = nil, nil, state
	cancel() // under the lock: who holds it and finds the context alive may still change the site
	s.mu.Unlock()
	if call != nil && !ghost {
		call.leave()
	}
	s.say(Event{Name: "dropped", Message: state})
}

func (s *Site) say(e Event) {
	e.Site = s.spec.Site
	if e.Name == "entered" || e.Name == "first_stage_packet" || e.Name == "first_stage_frame" {
		s.mu.Lock()
		e.After = float64(time.Since(s.began).Microseconds()) / 1000
		s.mu.Unlock()
	}
	s.reporter.say(e)
}

func (s *Site) fail(code string, err error) {
	s.say(Event{Name: "error", Code: code, Message: err.Error()})
}

func (s *Site) stir() {
	select {
	case s.wake <- struct{}{}:
	default: // a look is pending already
	}
}

func (s *Site) now() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// session shows the PIN and follows the view; when the pass is refused it starts over, for ever.
func (s *Site) session(ctx context.Context) {
	random := rand.New(rand.NewPCG(s.seed, 1))
	wrong := 0
	for ctx.Err() == nil {
		pass, err := s.knock(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return
			}
			s.fail("knock", err)
			refusal, refused := asRefusal(err)
			wait := time.Duration(random.Int64N(int64(s.jitter) + 1))
			if refused && (refusal.Status == http.StatusForbidden || refusal.Status == http.StatusTooManyRequests) {
				if wrong++; wrong >= wrongPINsAtMost {
					s.stop(stateRefused, false)
					return
				}
				wait += max(wrongPINPause, time.Duration(refusal.RetryAfter*float64(time.Second)))
			} else if refused && (refusal.Status == http.StatusNotFound || refusal.Status == http.StatusGone) {
				s.stop(stateRefused, false)
				return
			}
			pause(ctx, wait+shortestWait)
			continue
		}
		wrong = 0
		follower := Follower{web: s.web, told: s.told, jitter: s.jitter, random: random, onView: s.onView, onBreak: s.onBreak}
		streaming, repin := context.WithCancel(ctx)
		s.mu.Lock()
		s.pass, s.repin = pass, repin
		s.mu.Unlock()
		s.stir()
		if err := follower.follow(streaming, pass); err != nil {
			s.fail("pass_refused", err)
			pause(ctx, time.Duration(random.Int64N(int64(s.jitter)+1)))
		}
		repin()
	}
}

// knock opens the join page and shows the PIN.
func (s *Site) knock(ctx context.Context) (string, error) {
	boot, err := s.web.page(ctx, s.spec.Link)
	if err != nil {
		return "", err
	}
	if boot.State != "" && boot.State != "open" {
		return "", &Refusal{Status: http.StatusGone, Code: "closed", Message: "the join page says: " + boot.State}
	}
	pass, err := s.web.pin(ctx, s.spec)
	if err != nil {
		return "", err
	}
	s.say(Event{Name: "joined"})
	return pass, nil
}

func (s *Site) onBreak(err error) {
	s.fail("stream", err)
}

// onView takes a new view over and reports what it means for our machine.
func (s *Site) onView(view View) {
	s.mu.Lock()
	before := s.view
	s.view = view
	if s.call == nil && s.cancel != nil {
		switch view.Me.Device {
		case "waiting":
			s.state = stateWaiting
		case "admitted":
			s.state = stateEnters
		}
	}
	if view.Me.Device != before.Me.Device {
		s.notBefore = time.Time{}
	}
	s.mu.Unlock()
	if view.Me.Device != before.Me.Device && view.Me.Device != "" {
		s.say(Event{Name: view.Me.Device})
	}
	switch {
	case view.Me.Device == "removed":
		s.stop(stateRemoved, false)
	case view.Hall.Phase == "ended":
		s.stop(stateEnded, false)
	default:
		s.stir()
	}
}

// onMetadata takes over the stage as the engine's room carries it: it arrives also while the web server is away.
func (s *Site) onMetadata(metadata string) {
	var carried View
	if metadata == "" || json.Unmarshal([]byte(metadata), &carried) != nil {
		return // the engine's room carries nothing of ours yet
	}
	// Held back by the whole delay, so that the stream decides when a site that is being measured hears of a cut.
	time.AfterFunc(s.told, func() {
		s.mu.Lock()
		s.carried = carried
		s.mu.Unlock()
		s.stir()
	})
}

// current is the view with the stage from whichever source knows the later one.
func (s *Site) current() View {
	view := s.view
	if s.carried.laterThan(&view) {
		view.Turn, view.Stage, view.Next, view.Sound = s.carried.Turn, s.carried.Stage, s.carried.Next, s.carried.Sound
	}
	return view
}

// hand raises or lowers the site's hand, as the button on the room page does.
func (s *Site) hand(ctx context.Context, up bool) {
	s.mu.Lock()
	pass := s.pass
	s.mu.Unlock()
	key := uuid.NewString() // the product does nothing twice for the same key
	if _, err := s.web.post(ctx, "/api/v1/join/hand", pass, map[string]any{"up": up, "key": key}, nil); err != nil {
		s.fail("hand", err)
		return
	}
	s.say(Event{Name: "hand"})
}
