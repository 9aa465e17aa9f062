package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

func asRefusal(err error) (*Refusal, bool) {
	var refusal *Refusal
	return refusal, errors.As(err, &refusal)
}

// enter asks for a place in the engine until it has one, and connects. The product may queue us.
func (s *Site) enter(ctx context.Context, pass string, again bool) {
	random := rand.New(rand.NewPCG(s.seed, uint64(time.Now().UnixNano())))
	if again {
		pause(ctx, time.Duration(random.Int64N(int64(s.jitter)+1)))
	}
	for ctx.Err() == nil {
		entry, queued, err := s.web.enter(ctx, pass)
		if err == nil && queued {
			pause(ctx, time.Duration(entry.RetryMS)*time.Millisecond)
			continue
		}
		if err == nil {
			err = s.connect(ctx, entry)
		}
		if err == nil || ctx.Err() != nil {
			break
		}
		s.fail("enter", err)
		if staysOut(err) {
			s.turnedAway(err)
			break
		}
		pause(ctx, shortestWait+time.Duration(random.Int64N(int64(s.jitter)+1)))
	}
	s.mu.Lock()
	if ctx.Err() == nil {
		s.entering = false
	}
	s.mu.Unlock()
	s.stir()
}

// turnedAway: 401 means a new pass is needed; 403 that the hall does not want this machine now.
func (s *Site) turnedAway(err error) {
	refusal, _ := asRefusal(err)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notBefore = time.Now().Add(refusedPause)
	if refusal.Status == http.StatusUnauthorized && s.repin != nil {
		s.repin()
	}
}

func (s *Site) connect(ctx context.Context, entry Entry) error {
	var call *Call
	dialled := make(chan struct{})
	defer close(dialled)
	hooks := CallHooks{
		Changed:  s.stir,
		Metadata: s.onMetadata,
		Lost: func(reason string) {
			go func() {
				<-dialled // the line may break before we know it
				s.lost(call, reason)
			}()
		},
	}
	var err error
	address := entry.URL
	if s.engine != "" {
		address = s.engine
	}
	call, err = dial(ctx, address, entry.Token, false, hooks)
	if err != nil {
		return err
	}
	s.mu.Lock()
	if ctx.Err() != nil { // dropped meanwhile
		s.mu.Unlock()
		call.leave()
		return nil
	}
	s.call, s.state = call, stateIn
	s.entries++
	returned := s.entries > 1
	s.mu.Unlock()
	s.say(Event{Name: "entered"})
	if returned {
		s.say(Event{Name: "returned"})
	}
	s.onMetadata(call.room.Metadata())
	return nil
}

// lost: the engine is gone, or has put us out. The steering comes back by itself.
func (s *Site) lost(call *Call, reason string) {
	s.mu.Lock()
	ours := call != nil && s.call == call
	if ours {
		s.call, s.state, s.comesBack = nil, stateEnters, true
	}
	s.mu.Unlock()
	if ours {
		call.leave()
		s.say(Event{Name: "engine_lost", Message: reason})
		s.stir()
	}
}
