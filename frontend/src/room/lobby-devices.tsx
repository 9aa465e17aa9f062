import { SPEAKING_ABOVE } from "../shared/call/heard.vm";
import { Glyph } from "../shared/ui/glyph";
import { Meter } from "../shared/ui/parts";
import { DeviceChoice } from "./device-choice";
import { OwnPicture } from "./own-picture";
import type { RoomSession } from "./session";
import { text } from "./text";

/** See and hear oneself before anybody else does. */
export function DevicesStep({ session }: { session: RoomSession }) {
  const { devices, ownLevel } = session;
  const camera = devices.camera.value;
  const microphone = devices.microphone.value;
  const settings = camera?.getSettings();
  const level = ownLevel.level.value;
  const asking = !camera && !microphone && Object.keys(devices.trouble.value).length === 0;
  return (
    <section class="stepform">
      <h2>{text.devicesTitle}</h2>
      <p class="lead">{asking ? text.asking : text.devicesLead}</p>
      <div class="dev">
        <div>
          <div class="cam">
            <OwnPicture track={camera} none={text.ownNone} />
          </div>
          {camera && (
            <p class="check num">
              <Glyph name="good" className="c-good" /> {text.cameraGood(settings?.width ?? 0, settings?.height ?? 0)}
            </p>
          )}
        </div>
        <div>
          <DeviceChoice session={session} kind="camera" />
          <DeviceChoice session={session} kind="microphone" />
          {microphone && (
            <div class="f" role="status">
              <Meter value={level} />
              {session.spoke.value || level > SPEAKING_ABOVE ? (
                <small class="c-good">
                  <Glyph name="good" /> {text.microphoneGood}
                </small>
              ) : (
                <small class="c-next">
                  <Glyph name="warn" /> {text.microphoneSilent}
                </small>
              )}
            </div>
          )}
        </div>
      </div>
      <div class="acts">
        <button type="button" class="go" disabled={asking} onClick={() => session.devicesFine()}>
          {text.toLobby}
        </button>
      </div>
    </section>
  );
}
