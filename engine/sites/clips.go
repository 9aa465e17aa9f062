package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/webrtc/v4/pkg/media"
	"github.com/pion/webrtc/v4/pkg/media/ivfreader"
	"github.com/pion/webrtc/v4/pkg/media/oggreader"
)

const (
	packetTime = 20 * time.Millisecond // of one Opus packet, which is one Ogg page in our clips
	toneLevel  = 29                    // of our quiet tone, in -dBov: what the RTP audio level extension carries
)

// VideoLoop plays an IVF clip for ever. A request for a key frame jumps to the clip's next one.
type VideoLoop struct {
	lksdk.BaseSampleProvider
	frames   [][]byte
	duration time.Duration
	next     int
	wantsKey atomic.Bool
}

func readVideo(path string) (*VideoLoop, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("clip: %w", err)
	}
	reader, header, err := ivfreader.NewWith(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("clip %s: %w", path, err)
	}
	if header.FourCC != "VP80" || header.TimebaseNumerator == 0 || header.TimebaseDenominator == 0 {
		return nil, fmt.Errorf("clip %s: not a VP8 clip with a frame rate", path)
	}
	loop := &VideoLoop{duration: frameTime(header)}
	for {
		frame, _, err := reader.ParseNextFrame()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("clip %s: %w", path, err)
		}
		loop.frames = append(loop.frames, frame)
	}
	if len(loop.frames) == 0 || !isKeyFrame(loop.frames[0]) {
		return nil, fmt.Errorf("clip %s: does not begin with a key frame", path)
	}
	return loop, nil
}

func frameTime(header *ivfreader.IVFFileHeader) time.Duration {
	return time.Second * time.Duration(header.TimebaseNumerator) / time.Duration(header.TimebaseDenominator)
}

// isKeyFrame reads the VP8 frame tag (RFC 6386 §9.1).
func isKeyFrame(frame []byte) bool {
	return len(frame) > 0 && frame[0]&1 == 0
}

// NextSample hands out the next frame; it is called by one goroutine at a time.
func (v *VideoLoop) NextSample(context.Context) (media.Sample, error) {
	if v.wantsKey.Swap(false) {
		for !isKeyFrame(v.frames[v.next]) {
			v.next = (v.next + 1) % len(v.frames)
		}
	}
	frame := v.frames[v.next]
	v.next = (v.next + 1) % len(v.frames)
	return media.Sample{Data: frame, Duration: v.duration}, nil
}

// SoundLoop plays an Ogg clip of Opus packets for ever.
type SoundLoop struct {
	lksdk.BaseSampleProvider
	packets [][]byte
	next    int
}

func readSound(path string) (*SoundLoop, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("clip: %w", err)
	}
	reader, _, err := oggreader.NewWith(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("clip %s: %w", path, err)
	}
	loop := &SoundLoop{}
	for {
		page, _, err := reader.ParseNextPage()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("clip %s: %w", path, err)
		}
		if !bytes.HasPrefix(page, []byte("OpusTags")) {
			loop.packets = append(loop.packets, page)
		}
	}
	if len(loop.packets) == 0 {
		return nil, fmt.Errorf("clip %s: no sound", path)
	}
	return loop, nil
}

// NextSample hands out the next 20 ms.
func (s *SoundLoop) NextSample(context.Context) (media.Sample, error) {
	packet := s.packets[s.next]
	s.next = (s.next + 1) % len(s.packets)
	return media.Sample{Data: packet, Duration: packetTime}, nil
}

// CurrentAudioLevel is the tone's level for the RTP header.
func (s *SoundLoop) CurrentAudioLevel() uint8 {
	return toneLevel
}
