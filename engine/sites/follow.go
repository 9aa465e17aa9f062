package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

const (
	silenceLimit = 25 * time.Second // the server pings every ten; after this the line is dead
	shortestWait = 500 * time.Millisecond
)

// Follower keeps one room's view current: a snapshot, then merge patches, resumed after every break.
type Follower struct {
	web       *Web
	told      time.Duration // each message is held back by a random part of this
	jitter    time.Duration
	random    *rand.Rand
	onView    func(View)
	onBreak   func(error)
	document  any
	lastID    string
	serverGap time.Duration // what the server asked to wait before coming back
}

// follow runs until the context ends (nil) or the pass is refused (the refusal). A server that is away is waited for.
func (f *Follower) follow(ctx context.Context, pass string) error {
	for {
		err := f.once(ctx, pass)
		if ctx.Err() != nil {
			return nil
		}
		if staysOut(err) {
			return err
		}
		f.onBreak(err)
		wait := f.serverGap // the server has drawn it at random for us
		if wait == 0 {
			wait = shortestWait + time.Duration(f.random.Int64N(int64(f.jitter)+1))
		}
		if !pause(ctx, wait) {
			return nil
		}
	}
}

func (f *Follower) once(ctx context.Context, pass string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	body, err := f.web.open(ctx, pass, f.lastID)
	if err != nil {
		return err
	}
	defer body.Close()
	watchdog := time.AfterFunc(silenceLimit, cancel)
	defer watchdog.Stop()
	return readMessages(body, func() { watchdog.Reset(silenceLimit) }, func(message Message) error {
		if message.Retry > 0 {
			f.serverGap = message.Retry
		}
		return f.take(ctx, message)
	})
}

func (f *Follower) take(ctx context.Context, message Message) error {
	var body struct {
		View  map[string]any `json:"view"`
		Patch map[string]any `json:"patch"`
	}
	if err := json.Unmarshal([]byte(message.Data), &body); err != nil {
		return fmt.Errorf("stream: %w", err)
	}
	switch message.Event {
	case "snapshot":
		f.document = body.View
	case "patch":
		if f.document == nil {
			return errors.New("stream: a patch before any snapshot")
		}
		f.document = merge(f.document, body.Patch)
	default:
		return nil // not for us
	}
	f.lastID = message.ID
	view, err := readView(f.document)
	if err != nil {
		return err
	}
	f.hold(ctx)
	f.onView(view)
	return nil
}

// hold delays the message as the line to a distant room would, each by its own time; messages never overtake.
func (f *Follower) hold(ctx context.Context) {
	if f.told > 0 {
		pause(ctx, time.Duration(f.random.Int64N(int64(f.told))))
	}
}

// pause waits; false if the context ended first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
