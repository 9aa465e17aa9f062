import { useState } from "preact/hooks";
import { floorTime } from "../shared/call/floor-time";
import { unbroken } from "../shared/text/phone";
import { duration } from "../shared/text/time";
import { Glyph } from "../shared/ui/glyph";
import { fullName, slotsOf } from "../shared/views";
import { DeviceChoice } from "./device-choice";
import { OwnPicture } from "./own-picture";
import type { RoomSession } from "./session";
import { text } from "./text";

/** Own picture, time of the floor, and what a technician needs. Same places in every state. */
export function Side({ session }: { session: RoomSession }) {
  const [choosing, setChoosing] = useState(false);
  return (
    <aside class="side">
      <Own session={session} />
      <Time session={session} />
      <div class="blk tools">
        {choosing ? (
          <>
            <DeviceChoice session={session} kind="camera" />
            <DeviceChoice session={session} kind="microphone" />
            <button type="button" class="mb" onClick={() => setChoosing(false)}>
              <Glyph name="good" />
              {text.settingsClose}
            </button>
          </>
        ) : (
          <>
            <LineNote session={session} />
            <button type="button" class="mb" onClick={() => setChoosing(true)}>
              <Glyph name="cam" />
              {text.settings}
            </button>
            <Contact session={session} />
          </>
        )}
      </div>
    </aside>
  );
}

function Own({ session }: { session: RoomSession }) {
  const { call } = session.live;
  const connection = session.connection.value;
  const line =
    connection === "good"
      ? { glyph: "net" as const, word: text.lineGood, tone: "c-good" }
      : connection === "web"
        ? { glyph: "warn" as const, word: text.lineWeb, tone: "c-next" }
        : connection === "joining" || connection === "queued"
          ? { glyph: "time" as const, word: text.lineJoining, tone: "c-off" }
          : { glyph: "warn" as const, word: text.lineLost, tone: "c-next" };
  return (
    <div class="own">
      <div class="p">
        <OwnPicture track={session.devices.camera.value} none={text.ownNone} />
      </div>
      <div class="c">
        <span>{call.publishing.value.camera ? text.ownPictureSent : text.ownPicture}</span>
        <span class={line.tone}>
          <Glyph name={line.glyph} /> {line.word}
        </span>
      </div>
    </div>
  );
}

function Time({ session }: { session: RoomSession }) {
  const view = session.live.stream.view.value;
  const floor = view?.floor;
  // What is kept ready behind the holding picture comes next only when the operator says so.
  const next = session.safe.value ? undefined : slotsOf(view?.next)[0];
  const own = floor !== undefined && floor.site === view?.site.id;
  const time = floor && floorTime(floor, session.clock.value);
  return (
    <div class="blk tm">
      {time && floor ? (
        <>
          <h2>{own ? text.floorOwn : text.floorLeft}</h2>
          <div class={`t num${time.over ? " c-next" : ""}`}>
            {time.over && <small>{text.floorOver} </small>}
            {duration(Math.abs(time.left))}
          </div>
          <div class="bar">
            <i style={{ width: `${time.used * 100}%` }} />
          </div>
          {!own && <div class="who el">{fullName(floor)}</div>}
        </>
      ) : (
        <h2>{text.floorNone}</h2>
      )}
      {next && (
        <h2 class="nextup el">
          {text.nextUp} {next.site === view?.site.id ? <b class="c-next">{text.nextUs}</b> : fullName(next)}
        </h2>
      )}
    </div>
  );
}

function LineNote({ session }: { session: RoomSession }) {
  if (session.connection.value !== "web") return null;
  return (
    <div class="warnbox" role="status">
      <Glyph name="warn" />
      <div>
        <b>{text.webLost}</b> {text.webLostLine}
      </div>
    </div>
  );
}

function Contact({ session }: { session: RoomSession }) {
  const contact = session.lastContact.value;
  if (!contact) return null;
  return (
    <div class="mb still">
      <Glyph name="phone" />
      <span>
        {text.contact}: {contact.name} <b class="num">{unbroken(contact.phone)}</b>
      </span>
    </div>
  );
}
