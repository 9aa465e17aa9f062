package main

import (
	"context"
	"time"
)

// RawRun is SDK clients straight into the engine: what the product is measured against, and what it must withstand.
type RawRun struct {
	config   *Config
	reporter *Reporter
	clients  []*rawClient
}

type rawClient struct {
	spec     RawClient
	url      string
	reporter *Reporter
	wake     chan struct{}
	commands chan Command
}

func newRawRun(config *Config, reporter *Reporter) *RawRun {
	run := &RawRun{config: config, reporter: reporter}
	for _, spec := range config.Clients {
		run.clients = append(run.clients, &rawClient{
			spec:     spec,
			url:      config.EngineURL,
			reporter: reporter,
			wake:     make(chan struct{}, 1),
			commands: make(chan Command, 8),
		})
	}
	return run
}

// run brings the clients in at the asked rate. Commands: `packets` (a report of all tracks now), `watch` with
// quiet_ms and source (the event "quiet" once there was no packet of such a track for that long), `rejoin` with a
// token (hostile clients: come back with that one).
func (r *RawRun) run(ctx context.Context, commands <-chan Command) {
	go func() {
		started := time.Now()
		for number, client := range r.clients {
			due := started.Add(time.Duration(float64(number) / r.config.JoinsPerSecond * float64(time.Second)))
			if !pause(ctx, time.Until(due)) {
				return
			}
			if client.spec.Role == "hostile" {
				go client.attack(ctx)
			} else {
				go client.attend(ctx)
			}
		}
	}()
	for {
		select {
		case <-ctx.Done():
			pause(context.Background(), 200*time.Millisecond) // the goodbyes
			return
		case command := <-commands:
			for _, client := range r.clients {
				if command.Site == "" || command.Site == client.spec.Site {
					client.order(command)
				}
			}
		}
	}
}

func (c *rawClient) say(e Event) {
	e.Site = c.spec.Site
	c.reporter.say(e)
}

func (c *rawClient) stir() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// order hands a command on; a client that is gone or still connecting does not hold up the others.
func (c *rawClient) order(command Command) {
	select {
	case c.commands <- command:
	default:
		c.say(Event{Name: "error", Code: "command", Message: "not listening"})
	}
}

// attend joins once, takes what it was told to take, and reports.
func (c *rawClient) attend(ctx context.Context) {
	began := time.Now()
	after := func() float64 { return float64(time.Since(began).Microseconds()) / 1000 }
	lost := make(chan string, 1)
	hooks := CallHooks{Changed: c.stir, Metadata: func(string) {}, Lost: func(reason string) { lost <- reason }}
	call, err := dial(ctx, c.url, c.spec.Token, c.spec.Role == "listener", hooks)
	if err != nil {
		c.say(Event{Name: "error", Code: "join", Message: err.Error()})
		return
	}
	defer call.leave()
	c.say(Event{Name: "entered", After: after()})
	wants := make(map[Source]bool, len(c.spec.Wants))
	for _, source := range c.spec.Wants {
		wants[source] = true
	}
	call.want(wants)
	for _, source := range c.spec.Publish {
		go func() {
			if err := call.publish(source, map[string]string{"camera": c.spec.Video, "microphone": c.spec.Sound}[source]); err != nil {
				c.say(Event{Name: "error", Code: "publish", Message: err.Error()})
				return
			}
			c.say(Event{Name: "published", Message: source})
		}()
	}
	watch := silence{}
	ticker := time.NewTicker(silenceLook)
	defer ticker.Stop()
	packet, frame := false, false
	for {
		select {
		case <-ctx.Done():
			return
		case reason := <-lost:
			c.say(Event{Name: "engine_lost", Message: reason})
			return
		case command := <-c.commands:
			switch command.Do {
			case "packets":
				c.say(Event{Name: "packets", Tracks: call.reports()})
			case "watch":
				watch = silence{source: command.Source, gap: command.QuietMS, since: wallMS(time.Now())}
			}
		case <-c.wake:
			now := time.Now()
			for source := range wants {
				state := call.state(now, source)
				if source.Kind != "video" {
					continue // the stage is what is seen on it, as for a room
				}
				if state.Received && !packet {
					packet = true
					c.say(Event{Name: "first_stage_packet", After: after()})
				}
				if state.Decodable && !frame {
					frame = true
					c.say(Event{Name: "first_stage_frame", After: after()})
				}
			}
		case <-ticker.C:
			if last, quiet := watch.look(wallMS(time.Now()), call.reports); quiet {
				watch = silence{}
				c.say(Event{Name: "quiet", After: last})
			}
		}
	}
}

const silenceLook = 20 * time.Millisecond

// silence waits until no track of a source has had a packet for `gap` ms.
type silence struct {
	source string
	gap    float64
	since  float64
}

// look returns the wall clock of the last packet and whether it is as long ago as asked.
func (s *silence) look(now float64, reports func() []TrackReport) (last float64, quiet bool) {
	if s.gap <= 0 {
		return 0, false
	}
	for _, report := range reports() {
		if report.Source.Source == s.source {
			last = max(last, report.LastMS)
		}
	}
	return last, now-max(last, s.since) >= s.gap
}
