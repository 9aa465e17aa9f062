package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

// Command is one line of control on standard input after the config.
type Command struct {
	Do    string   `json:"do"`    // drop, return, hand, status, stop; raw: watch, packets, rejoin, see raw.go
	Site  string   `json:"site"`  // one,
	Sites []string `json:"sites"` // some named,
	Some  int      `json:"some"`  // so many at random of those it applies to,
	All   bool     `json:"all"`   // or all
	Ghost bool     `json:"ghost"` // drop: the engine is not told, as when a line breaks
	PIN   string   `json:"pin"`   // return: a new PIN after the machine was removed
	Up    *bool    `json:"up"`    // hand: raised (default) or lowered
	Full  bool     `json:"full"`  // status: with the state of every site

	Token   string  `json:"token"`    // rejoin
	QuietMS float64 `json:"quiet_ms"` // watch: how long without a packet counts as silence
	Source  string  `json:"source"`   // watch: "microphone"
}

// Run is one run of simulated sites through the product.
type Run struct {
	config   *Config
	reporter *Reporter
	random   *rand.Rand
	sites    []*Site
	byID     map[string]*Site
}

func newRun(config *Config, reporter *Reporter) *Run {
	web := newWeb(config.BaseURL, len(config.Sites))
	run := &Run{
		config:   config,
		reporter: reporter,
		random:   rand.New(rand.NewPCG(config.Seed, 0)),
		byID:     make(map[string]*Site, len(config.Sites)),
	}
	for number, spec := range config.Sites {
		site := newSite(spec, config, web, reporter, number)
		run.sites = append(run.sites, site)
		run.byID[spec.Site] = site
	}
	return run
}

// run brings the sites in and obeys commands until the context ends.
func (r *Run) run(ctx context.Context, commands <-chan Command) {
	go r.begin(ctx)
	var status <-chan time.Time
	if r.config.StatusMS > 0 {
		ticker := time.NewTicker(time.Duration(r.config.StatusMS) * time.Millisecond)
		defer ticker.Stop()
		status = ticker.C
	}
	for {
		select {
		case <-ctx.Done():
			for _, site := range r.sites {
				site.stop(stateOut, false)
			}
			return
		case <-status:
			r.status(false)
		case command := <-commands:
			r.obey(ctx, command)
		}
	}
}

// begin starts the sites one after the other at the asked rate.
func (r *Run) begin(ctx context.Context) {
	started := time.Now()
	for number, site := range r.sites {
		due := started.Add(time.Duration(float64(number) / r.config.JoinsPerSecond * float64(time.Second)))
		if !pause(ctx, time.Until(due)) {
			return
		}
		site.start(ctx)
	}
}

func (r *Run) obey(ctx context.Context, command Command) {
	switch command.Do {
	case "drop":
		for _, site := range r.pick(command, func(s string) bool { return s != stateOut }) {
			site.stop(stateOut, command.Ghost)
		}
	case "return":
		for _, site := range r.pick(command, func(s string) bool { return s == stateOut || s == stateRemoved || s == stateRefused }) {
			if command.PIN != "" {
				site.spec.PIN = command.PIN
			}
			site.start(ctx)
		}
	case "hand":
		up := command.Up == nil || *command.Up
		for _, site := range r.pick(command, func(s string) bool { return s == stateIn }) {
			go site.hand(ctx, up)
		}
	case "status":
		r.status(command.Full)
	default:
		r.reporter.say(Event{Name: "error", Code: "command", Message: fmt.Sprintf("unknown command %q", command.Do)})
	}
}

// pick finds the sites a command means; `applies` narrows "some" and "all" to the states it makes sense in.
func (r *Run) pick(command Command, applies func(state string) bool) []*Site {
	var list []*Site
	named := command.Sites
	if command.Site != "" {
		named = append(named, command.Site)
	}
	for _, id := range named {
		if site := r.byID[id]; site != nil {
			list = append(list, site)
		} else {
			r.reporter.say(Event{Name: "error", Site: id, Code: "command", Message: "no such site in this run"})
		}
	}
	if command.Some <= 0 && !command.All {
		return list
	}
	for _, site := range r.sites {
		if applies(site.now()) {
			list = append(list, site)
		}
	}
	if command.Some > 0 && command.Some < len(list) {
		r.random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:command.Some]
	}
	return list
}

func (r *Run) status(full bool) {
	event := Event{Name: "status", Counts: map[string]int{}}
	if full {
		event.Sites = make(map[string]string, len(r.sites))
	}
	for _, site := range r.sites {
		state := site.now()
		event.Counts[state]++
		if full {
			event.Sites[site.spec.Site] = state
		}
	}
	r.reporter.say(event)
}

// readCommands hands on what comes on standard input; the end of it is the end of the program.
func readCommands(decoder *json.Decoder, commands chan<- Command, end func()) {
	defer end()
	for {
		var command Command
		if err := decoder.Decode(&command); err != nil {
			if !errors.Is(err, io.EOF) {
				fmt.Fprintf(errorOutput, "control: %v\n", err)
			}
			return
		}
		if command.Do == "stop" {
			return
		}
		commands <- command
	}
}
