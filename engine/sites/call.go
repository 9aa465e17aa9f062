package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/livekit/protocol/livekit"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

const connectTimeout = 15 * time.Second

var sourceNames = map[livekit.TrackSource]string{
	livekit.TrackSource_CAMERA:             "camera",
	livekit.TrackSource_MICROPHONE:         "microphone",
	livekit.TrackSource_SCREEN_SHARE:       "screen_share",
	livekit.TrackSource_SCREEN_SHARE_AUDIO: "screen_share_audio",
}

var trackSources = map[string]livekit.TrackSource{
	"camera":     livekit.TrackSource_CAMERA,
	"microphone": livekit.TrackSource_MICROPHONE,
}

// CallHooks are called from goroutines of the SDK and must return at once.
type CallHooks struct {
	Changed  func()                // a track or a permission may have changed: look again
	Metadata func(metadata string) // what the engine's room carries has changed
	Lost     func(reason string)   // the engine is gone; the call is of no more use
}

// Call is one connection to the engine. It takes what it was told to want and nothing else.
type Call struct {
	room  *lksdk.Room
	hooks CallHooks
	once  sync.Once

	steering sync.Mutex      // one refresh at a time
	mu       sync.Mutex      // guards what follows
	all      bool            // a raw listener: wants everything
	wants    map[Source]bool // what our server lists
	asked    map[Source]*lksdk.RemoteTrackPublication
	inbound  map[Source]*Inbound
	outgoing map[string]*lksdk.LocalTrackPublication // by source
}

// dial connects with a token. The SDK's own reconnection is not used: 211 rooms that all come back at the same
// moment are what brings an engine down, so a lost line is reported and the owner comes back in its own time.
func dial(ctx context.Context, url, token string, all bool, hooks CallHooks) (*Call, error) {
	c := &Call{
		hooks:    hooks,
		all:      all,
		wants:    map[Source]bool{},
		asked:    map[Source]*lksdk.RemoteTrackPublication{},
		inbound:  map[Source]*Inbound{},
		outgoing: map[string]*lksdk.LocalTrackPublication{},
	}
	callback := lksdk.NewRoomCallback()
	callback.OnReconnecting = func() { c.lose("connection interrupted") }
	callback.OnDisconnectedWithReason = func(reason lksdk.DisconnectionReason) { c.lose(string(reason)) }
	callback.OnRoomMetadataChanged = hooks.Metadata
	callback.OnParticipantDisconnected = func(*lksdk.RemoteParticipant) { c.refresh() }
	callback.OnTrackPublished = func(*lksdk.RemoteTrackPublication, *lksdk.RemoteParticipant) { go c.refresh() }
	callback.OnTrackUnpublished = func(pub *lksdk.RemoteTrackPublication, rp *lksdk.RemoteParticipant) { c.forget(pub, rp) }
	callback.OnTrackSubscribed = c.receive
	callback.OnTrackSubscriptionFailed = func(sid string, _ *lksdk.RemoteParticipant) { c.forgetSID(sid) }
	callback.OnLocalTrackUnpublished = func(pub *lksdk.LocalTrackPublication, _ *lksdk.LocalParticipant) { c.dropOutgoing(pub) }
	c.room = lksdk.NewRoom(callback)
	err := c.room.JoinWithContextAndToken(ctx, url, token,
		lksdk.WithAutoSubscribe(false),
		lksdk.WithDisableRegionDiscovery(),
		lksdk.WithConnectTimeout(connectTimeout),
	)
	if err != nil {
		return nil, fmt.Errorf("engine: %w", err)
	}
	return c, nil
}

func (c *Call) identity() string {
	return c.room.LocalParticipant.Identity()
}

// level is our microphone's level as the engine receives it, 0…100.
func (c *Call) level() int {
	return int(c.room.LocalParticipant.AudioLevel()*100 + 0.5)
}

// want replaces the set of wanted tracks.
func (c *Call) want(set map[Source]bool) {
	c.mu.Lock()
	c.wants = set
	c.mu.Unlock()
	c.refresh()
}

// refresh compares what is wanted with what is asked for. Repeating it does no harm. The SDK's locks are taken here,
// and the SDK calls back into us with them held: so c.mu is never held across a call of the SDK.
func (c *Call) refresh() {
	c.steering.Lock()
	defer c.steering.Unlock()
	for _, pub := range c.unwanted() {
		c.subscribe(pub, false)
	}
	if c.all {
		for _, participant := range c.room.GetRemoteParticipants() {
			c.ask(participant, nil)
		}
		return
	}
	for _, source := range c.missing() {
		if participant := c.room.GetParticipantByIdentity(source.Identity); participant != nil {
			c.ask(participant, &source)
		}
	}
}

func (c *Call) unwanted() []*lksdk.RemoteTrackPublication {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []*lksdk.RemoteTrackPublication
	for source, pub := range c.asked {
		if !c.wants[source] && !c.all {
			delete(c.asked, source)
			delete(c.inbound, source)
			list = append(list, pub)
		}
	}
	return list
}

func (c *Call) missing() []Source {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []Source
	for source := range c.wants {
		if c.asked[source] == nil {
			list = append(list, source)
		}
	}
	return list
}

// ask subscribes to the participant's tracks: to the one that is `only`, or to all.
func (c *Call) ask(participant *lksdk.RemoteParticipant, only *Source) {
	for _, publication := range participant.TrackPublications() {
		pub, isRemote := publication.(*lksdk.RemoteTrackPublication)
		if !isRemote {
			continue
		}
		source := sourceOf(pub, participant)
		if (only != nil && *only != source) || !c.note(source, pub) {
			continue
		}
		c.subscribe(pub, true)
		if pub.Kind() == lksdk.TrackKindVideo && pub.TrackInfo().GetSimulcast() {
			// The smallest layer will do: nobody looks, and 211 of us share the machine with the engine.
			if err := pub.SetVideoQuality(livekit.VideoQuality_LOW); err != nil {
				go c.lose(err.Error())
			}
		}
	}
}

// note enters a publication as asked for; false if there is one already.
func (c *Call) note(source Source, pub *lksdk.RemoteTrackPublication) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked[source] != nil {
		return false
	}
	c.asked[source] = pub
	return true
}

func (c *Call) subscribe(pub *lksdk.RemoteTrackPublication, on bool) {
	if err := pub.SetSubscribed(on); err != nil {
		go c.lose(err.Error())
	}
}

func sourceOf(pub *lksdk.RemoteTrackPublication, participant *lksdk.RemoteParticipant) Source {
	return Source{Identity: participant.Identity(), Kind: pub.Kind().String(), Source: sourceNames[pub.Source()]}
}

// receive starts to read a track that the engine has begun to send.
func (c *Call) receive(track *webrtc.TrackRemote, pub *lksdk.RemoteTrackPublication, participant *lksdk.RemoteParticipant) {
	inbound := &Inbound{source: sourceOf(pub, participant)}
	c.mu.Lock()
	c.inbound[inbound.source] = inbound
	c.mu.Unlock()
	go inbound.read(track, c.hooks.Changed, func() { participant.WritePLI(track.SSRC()) })
}

// forget: a track has ended. Most of them were never asked for: with fifty microphones closing, that is to cost nothing.
func (c *Call) forget(pub *lksdk.RemoteTrackPublication, participant *lksdk.RemoteParticipant) {
	source := sourceOf(pub, participant)
	c.mu.Lock()
	ours := c.asked[source] == pub
	if ours {
		delete(c.asked, source)
		if !c.all { // a listener still reports when it last heard a track that has ended
			delete(c.inbound, source)
		}
	}
	c.mu.Unlock()
	if ours {
		go c.refresh() // another track of the same source may be there already
		c.hooks.Changed()
	}
}

func (c *Call) forgetSID(sid string) {
	c.mu.Lock()
	for source, pub := range c.asked {
		if pub.SID() == sid {
			delete(c.asked, source)
		}
	}
	c.mu.Unlock()
	go c.refresh()
}

// state of a subscribed track; the zero value where there is none.
func (c *Call) state(now time.Time, source Source) TrackState {
	c.mu.Lock()
	inbound := c.inbound[source]
	c.mu.Unlock()
	if inbound == nil {
		return TrackState{}
	}
	return inbound.state(now)
}

func (c *Call) reports() []TrackReport {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]TrackReport, 0, len(c.inbound))
	for _, inbound := range c.inbound {
		list = append(list, inbound.report())
	}
	return list
}

// may says whether the engine lets us publish that source now.
func (c *Call) may(source string) bool {
	permission := c.room.LocalParticipant.Permissions()
	if permission == nil || !permission.GetCanPublish() {
		return false
	}
	if len(permission.GetCanPublishSources()) == 0 {
		return true
	}
	for _, allowed := range permission.GetCanPublishSources() {
		if allowed == trackSources[source] {
			return true
		}
	}
	return false
}

// publishes says whether that source is out.
func (c *Call) publishes(source string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.outgoing[source] != nil
}

// publish sends a clip as that source; it waits for the engine's answer, up to ten seconds.
func (c *Call) publish(source, path string) error {
	var track *lksdk.LocalTrack
	var provider lksdk.SampleProvider
	options := &lksdk.TrackPublicationOptions{Source: trackSources[source], Name: source}
	switch source {
	case "camera":
		loop, err := readVideo(path)
		if err != nil {
			return err
		}
		onFeedback := func(packet rtcp.Packet) {
			switch packet.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				loop.wantsKey.Store(true)
			}
		}
		track, err = lksdk.NewLocalTrack(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90000}, lksdk.WithRTCPHandler(onFeedback))
		if err != nil {
			return fmt.Errorf("camera: %w", err)
		}
		provider, options.VideoWidth, options.VideoHeight = loop, 320, 180
	case "microphone":
		loop, err := readSound(path)
		if err != nil {
			return err
		}
		track, err = newSoundTrack()
		if err != nil {
			return err
		}
		provider, options.DisableDTX = loop, true
	default:
		return fmt.Errorf("cannot publish %q", source)
	}
	return c.send(source, track, provider, options)
}

func newSoundTrack() (*lksdk.LocalTrack, error) {
	track, err := lksdk.NewLocalTrack(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2})
	if err != nil {
		return nil, fmt.Errorf("microphone: %w", err)
	}
	return track, nil
}

// send publishes a prepared track under a name of ours.
func (c *Call) send(name string, track *lksdk.LocalTrack, provider lksdk.SampleProvider, options *lksdk.TrackPublicationOptions) error {
	if err := track.StartWrite(provider, nil); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	pub, err := c.room.LocalParticipant.PublishTrack(track, options)
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", name, err), track.Close())
	}
	c.mu.Lock()
	c.outgoing[name] = pub
	c.mu.Unlock()
	return nil
}

// unpublish takes that source back.
func (c *Call) unpublish(source string) error {
	c.mu.Lock()
	pub := c.outgoing[source]
	delete(c.outgoing, source)
	c.mu.Unlock()
	if pub == nil {
		return nil
	}
	if err := c.room.LocalParticipant.UnpublishTrack(pub.SID()); err != nil {
		return fmt.Errorf("unpublish %s: %w", source, err)
	}
	return nil
}

// dropOutgoing: the engine has taken a track away from us, or we have.
func (c *Call) dropOutgoing(pub *lksdk.LocalTrackPublication) {
	c.mu.Lock()
	for source, ours := range c.outgoing {
		if ours.SID() == pub.SID() {
			delete(c.outgoing, source)
		}
	}
	c.mu.Unlock()
	c.hooks.Changed()
}

func (c *Call) lose(reason string) {
	c.once.Do(func() { c.hooks.Lost(reason) })
}

// leave says goodbye and closes.
func (c *Call) leave() {
	c.once.Do(func() {})
	c.room.Disconnect()
}

// unmute undoes what an administrator muted.
func (c *Call) unmute(name string) {
	c.mu.Lock()
	pub := c.outgoing[name]
	c.mu.Unlock()
	if pub != nil && pub.IsMuted() {
		pub.SetMuted(false)
	}
}
