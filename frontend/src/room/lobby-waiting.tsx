import { clockTime, duration } from "../shared/text/time";
import { Glyph } from "../shared/ui/glyph";
import { OwnPicture } from "./own-picture";
import type { RoomSession } from "./session";
import { text } from "./text";

/** Waiting for the operator, and the moment of being let in. */
export function WaitingStep({ session }: { session: RoomSession }) {
  const phase = session.phase.value;
  const camera = session.devices.camera.value;
  const microphone = session.devices.microphone.value;
  const { stream } = session.live;
  const stillAt = session.stillAt.value;
  const since = session.waitingSince.value;
  void session.clock.value;
  const complete = camera !== undefined && microphone !== undefined;
  if (phase === "door") return <Door session={session} />;
  return (
    <section class="stepform">
      <h2>{phase === "waiting" ? text.waitTitle : text.connecting}</h2>
      <p class="lead" role="status">
        {stream.status.value === "lost" ? text.webLostWaiting : text.waitLead}
      </p>
      <div class="wait">
        <div>
          <div class="cam">
            <OwnPicture track={camera} none={text.ownNone} />
          </div>
          <p class="quiet num">
            {camera
              ? stillAt
                ? text.waitStill(clockTime(stillAt + stream.offset.value, true))
                : text.waitNoStill
              : text.waitNoCamera}
          </p>
        </div>
        <ol class="num">
          <li>
            <Glyph name="good" className="c-good" />
            <div>{text.waitPin}</div>
          </li>
          <li>
            <Glyph name={complete ? "good" : "warn"} className={complete ? "c-good" : "c-next"} />
            <div>{complete ? text.waitDevices : text.waitDevicesBad}</div>
          </li>
          <li>
            <Glyph name="time" className="c-act" />
            <div>
              <b>{text.waitConfirm}</b>
              <small>
                {text.waitConfirmHint} {since !== undefined && text.waitedFor(duration(Date.now() - since))}
              </small>
            </div>
          </li>
          <li>
            <Glyph name="off" className="c-off" />
            <div class="later">
              {text.waitHall}
              <small>{text.waitHallHint}</small>
            </div>
          </li>
        </ol>
      </div>
      <div class="acts">
        <button type="button" class="go sec" onClick={() => session.tryDevicesAgain()}>
          {text.waitTryAgain}
        </button>
      </div>
    </section>
  );
}

function Door({ session }: { session: RoomSession }) {
  return (
    <section class="stepform">
      <h2 class="c-good">
        <Glyph name="good" /> {text.admitted}
      </h2>
      <p class="lead num" role="status">
        {text.admittedLead(session.doorSeconds.value)}
      </p>
      <div class="cam door-cam">
        <OwnPicture track={session.devices.camera.value} none={text.ownNone} />
      </div>
      <div class="acts">
        <button type="button" class="go" onClick={() => session.enter()}>
          {text.toHall}
        </button>
      </div>
    </section>
  );
}
