package main

import (
	"context"
	"fmt"
	"time"

	"github.com/livekit/protocol/livekit"
	lksdk "github.com/livekit/server-sdk-go/v2"
)

const (
	attackEvery  = 300 * time.Millisecond
	soundAsVideo = "sound as camera"
)

// attack is a client that obeys nothing: it joins with whatever token it has, publishes its microphone and, as a
// second track, sound that says it is a camera; what is taken away it publishes again; what is muted it unmutes;
// put out, it comes back with the same token. Tests use it to show that it is not heard.
func (c *rawClient) attack(ctx context.Context) {
	token := c.spec.Token
	for ctx.Err() == nil {
		lost := make(chan string, 1)
		hooks := CallHooks{Changed: func() {}, Metadata: func(string) {}, Lost: func(reason string) { lost <- reason }}
		call, err := dial(ctx, c.url, token, false, hooks)
		if err != nil {
			c.say(Event{Name: "error", Code: "join", Message: err.Error()})
			pause(ctx, attackEvery)
			continue
		}
		c.say(Event{Name: "entered"})
		token = c.push(ctx, call, token, lost)
		call.leave()
		pause(ctx, attackEvery)
	}
}

// push attacks over one connection until it breaks or a `rejoin` command brings another token, which it returns.
func (c *rawClient) push(ctx context.Context, call *Call, token string, lost <-chan string) string {
	attempts := map[string]chan error{}
	ticker := time.NewTicker(attackEvery)
	defer ticker.Stop()
	for {
		for _, name := range []string{"microphone", soundAsVideo} {
			c.insist(call, name, attempts)
		}
		select {
		case <-ctx.Done():
			return token
		case reason := <-lost:
			c.say(Event{Name: "engine_lost", Message: reason})
			return token
		case command := <-c.commands:
			if command.Do == "rejoin" {
				return command.Token
			}
		case <-ticker.C:
		}
	}
}

// insist publishes what is not published, and unmutes what is. A publication without an answer is not waited for.
func (c *rawClient) insist(call *Call, name string, attempts map[string]chan error) {
	if pending := attempts[name]; pending != nil {
		select {
		case err := <-pending:
			delete(attempts, name)
			if err != nil {
				c.say(Event{Name: "error", Code: "publish", Message: err.Error()})
			} else {
				c.say(Event{Name: "published", Message: name})
			}
		default:
		}
		return
	}
	if call.publishes(name) {
		call.unmute(name)
		return
	}
	done := make(chan error, 1)
	attempts[name] = done
	go func() { done <- c.shout(call, name) }()
}

func (c *rawClient) shout(call *Call, name string) error {
	loop, err := readSound(c.spec.Sound)
	if err != nil {
		return err
	}
	track, err := newSoundTrack()
	if err != nil {
		return err
	}
	source := livekit.TrackSource_MICROPHONE
	if name == soundAsVideo {
		source = livekit.TrackSource_CAMERA
	}
	if err := call.send(name, track, loop, &lksdk.TrackPublicationOptions{Source: source, Name: name, DisableDTX: true}); err != nil {
		return fmt.Errorf("hostile: %w", err)
	}
	return nil
}
