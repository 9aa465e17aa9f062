import type { ComponentChildren } from "preact";
import { unbroken } from "../shared/text/phone";
import { clockTime, dayOf, weekday } from "../shared/text/time";
import { Glyph, Mark } from "../shared/ui/glyph";
import { LanguageSwitch } from "../shared/ui/language-switch";
import { fullName } from "../shared/views";
import type { RoomSession } from "./session";
import { text } from "./text";

/** Who and when on the left, one step on the right; one column on a phone. */
export function Lobby({
  session,
  step,
  children,
}: {
  session: RoomSession;
  step: 0 | 1 | 2 | 3;
  children: ComponentChildren;
}) {
  const view = session.live.stream.view.value;
  const site = view?.site ?? session.boot.site;
  const contact = session.lastContact.value;
  const now = session.clock.value;
  return (
    <div class="lobby">
      <aside class="info">
        <div class="lg">
          <Mark />
          {text.product}
        </div>
        <LanguageSwitch />
        <h1>{view?.hall.title ?? session.boot.title}</h1>
        <dl>
          {site && (
            <div>
              <dt>{text.site}</dt>
              <dd class="site">{fullName(site)}</dd>
            </div>
          )}
          <div>
            <dt>{text.now}</dt>
            <dd class="num">
              {clockTime(now)}, {weekday(now)} {dayOf(now)}
            </dd>
          </div>
          {view?.hall.started && (
            <div>
              <dt>{text.started}</dt>
              <dd class="num">{clockTime(Date.parse(view.hall.started))}</dd>
            </div>
          )}
        </dl>
        <p class="own-page">
          <a href={`/s/${session.boot.link}`} target="_blank" rel="noopener">
            {text.ownPage}
          </a>
        </p>
        <div class="help">
          {contact ? (
            <>
              {`${text.helpLead} `}
              <br />
              {contact.name} <b class="num">{unbroken(contact.phone)}</b>
            </>
          ) : (
            text.helpNone
          )}
        </div>
      </aside>
      <main class="step">
        {step > 0 && (
          <ol class="dots">
            {text.steps.map((label, index) => (
              <li
                key={label}
                class={index + 1 < step ? "dn" : index + 1 === step ? "cu" : ""}
                aria-current={index + 1 === step ? "step" : undefined}
              >
                {index + 1 < step && <Glyph name="good" />}
                {label}
              </li>
            ))}
          </ol>
        )}
        {children}
      </main>
    </div>
  );
}
