// The rooms of a simulated conference: one process, one goroutine to steer each site.
//
// Standard input: one JSON config (config.go), then one JSON command a line (run.go). Standard output: one JSON event
// a line (events.go). The program ends when standard input ends, on a signal, and in any case after max_seconds.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/go-logr/logr"
	"github.com/livekit/protocol/logger"
	lksdk "github.com/livekit/server-sdk-go/v2"
)

var errorOutput = os.Stderr

const goodbye = 300 * time.Millisecond // for the last messages to the engine

func main() {
	if err := conduct(); err != nil {
		fmt.Fprintln(errorOutput, err)
		os.Exit(1)
	}
}

func conduct() error {
	lksdk.SetLogger(logger.LogRLogger(logr.Discard())) // its errors reach us as errors; 211 voices tell nobody anything
	decoder := json.NewDecoder(os.Stdin)
	var config Config
	if err := decoder.Decode(&config); err != nil {
		return fmt.Errorf("config: %w", err)
	}
	if err := config.check(); err != nil {
		return fmt.Errorf("config: %w", err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, config.lifetime())
	defer cancel()
	commands := make(chan Command)
	go readCommands(decoder, commands, cancel)
	reporter := newReporter(os.Stdout)
	reporter.say(Event{Name: "started"})
	if config.Mode == "raw" {
		newRawRun(&config, reporter).run(ctx, commands)
	} else {
		newRun(&config, reporter).run(ctx, commands)
	}
	time.Sleep(goodbye)
	reporter.say(Event{Name: "stopped"})
	return nil
}
