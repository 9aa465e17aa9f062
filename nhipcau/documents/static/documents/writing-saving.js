// Saves a block a moment after the last key, tries again until it is saved, and offers both versions where two wrote.
import { blockOf, copyOf, forget, formOf, keep, notSaved, saved, strip, words } from "./writing-said.js";

const WAIT = 1500;
const AGAIN = 3000;
const forms = () => document.querySelectorAll("form[data-autosave]");
const works = new WeakMap(); // form → what is going on with it
const changed = new EventTarget(); // "saved": the page shows an old state of the draft
let going = false;
let stopped = false;

export const textOf = (form) => form.elements.text;
export const dirty = (form) => "unsaved" in form.dataset || textOf(form).value !== textOf(form).defaultValue;
const work = (form) => works.get(form) ?? works.set(form, { timer: 0, running: null }).get(form);
const unsaved = () => [...forms()].filter(dirty);
const token = () => document.cookie.match(/(?:^|; )nhipcau_csrf=([^;]+)/)?.[1];
export const whenSaved = (then) => changed.addEventListener("saved", then);

function bodyOf(form, act, how) {
  const body = new FormData(form);
  body.set("act", act);
  body.set("autosave", how);
  if (act === "save" && form.dataset.both) body.set("seen", form.dataset.both); // both were seen: these words it is
  if (token()) body.set("csrfmiddlewaretoken", token()); // another tab may have logged in anew
  if (!dirty(form) && act !== "save" && act !== "again") body.delete("text");
  return body;
}

export function stop(hint) {
  stopped = true;
  for (const form of forms()) textOf(form).readOnly = true;
  strip(words("stopped"), hint ?? words("stoppedHint"), [words("reload"), location.pathname, false]);
}

// One request. True: done. What went wrong is said where it is looked for.
async function ask(form, act, how) {
  const typed = textOf(form).value;
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: bodyOf(form, act, how),
      redirect: "manual",
      headers: { Accept: "application/json" },
    });
  } catch {
    strip(words("offline"), words("offlineHint"));
    return false;
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    strip(words("expired"), words("expiredHint"), [words("logIn"), words("loginUrl"), true]);
    return false;
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) {
    strip("");
    taken(form, typed, said);
    if (act === "save") saved(form, how === "told");
    changed.dispatchEvent(new Event("saved"));
    return true;
  }
  if (said?.code === "changed_meanwhile") {
    strip("");
    clash(form, said);
  } else if (said?.code === "no_such_block") {
    strip("");
    gone(form, said);
  } else if (said?.code === "wrong_state") stop(`${said.hint} ${words("stoppedHint")}`);
  else if (said?.message) strip(said.message, said.hint);
  else strip(words("failed"), words("failedHint"));
  return false;
}

function taken(form, typed, said) {
  form.querySelector(".both, .gone")?.remove();
  delete form.dataset.unsaved;
  delete form.dataset.both;
  if (said.revision) form.elements.seen.value = said.revision;
  const text = textOf(form);
  if (text.value === typed) {
    text.defaultValue = typed;
    if ("theirs" in said) text.value = text.defaultValue = said.theirs;
    forget(blockOf(form));
  } else {
    text.defaultValue = typed;
    later(form);
  }
}

// Somebody else's words stand; what was typed here waits in its field until its writer chooses.
export function clash(form, { by, own, at, text, revision }) {
  if (form.dataset.both === String(revision)) return;
  form.querySelector(".both, .gone")?.remove();
  form.dataset.both = revision;
  form.dataset.unsaved = "";
  keep(form);
  const shown = copyOf(".both");
  shown.querySelector("h2").textContent = words(own ? "byOwn" : "byOther", { name: by || "…", at });
  shown.querySelector(".theirs").textContent = text;
  textOf(form).before(shown);
  form.closest("details").open = true;
}

function gone(form, said) {
  if (form.querySelector(".gone")) return;
  form.querySelector(".both")?.remove();
  form.dataset.both = "gone";
  form.dataset.unsaved = "";
  keep(form);
  const shown = copyOf(".gone");
  shown.querySelector("h2").textContent = said.message;
  shown.querySelector("[data-drop]").addEventListener("click", () => {
    forget(blockOf(form));
    form.closest("details").remove();
  });
  textOf(form).before(shown);
  form.closest("details").open = true;
}

// Until nothing is left to save. how: "told", where somebody pressed; a choice that is open is theirs alone. Who presses
// while the page saves by itself is answered too, after it; but what that found is looked at first.
export async function save(form, how = "1") {
  const now = work(form);
  clearTimeout(now.timer);
  if (stopped) return !dirty(form);
  let told = how === "told";
  while (dirty(form) || told) {
    if (form.dataset.both && how !== "told") return false;
    const own = !now.running;
    now.running ??= ask(form, "save", how).finally(() => {
      now.running = null;
    });
    if (!(await now.running)) return false;
    if (own) told = false;
  }
  return true;
}

// Moved, taken from somebody else, put back: asked for by the page, which stays where it is.
export async function act(form, what) {
  const now = work(form);
  clearTimeout(now.timer);
  while (now.running) await now.running;
  now.running = ask(form, what, "told").finally(() => {
    now.running = null;
  });
  return now.running;
}

function later(form) {
  const now = work(form);
  clearTimeout(now.timer);
  now.timer = setTimeout(() => save(form), WAIT);
}

function again() {
  for (const form of unsaved()) if (!work(form).running) save(form);
}

// Saves what is typed; brings back what an earlier page of this tab could not save.
export function begin(draft) {
  draft.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-autosave]");
    if (!form || target !== textOf(form)) return;
    keep(form);
    later(form);
  });
  setInterval(again, AGAIN);
  addEventListener("online", again);
  addEventListener("focus", again);
  for (const form of forms()) if ("both" in form.dataset || "unsaved" in form.dataset) keep(form);
  for (const [block, { text, seen }] of notSaved()) {
    const form = formOf(block);
    if (!form) continue;
    if (textOf(form).value === text) {
      if (!("unsaved" in form.dataset)) forget(block);
      continue;
    }
    const now = { by: form.dataset.by, at: form.dataset.at, text: textOf(form).value, revision: form.elements.seen.value };
    const same = now.revision === seen;
    textOf(form).value = text;
    form.closest("details").open = true;
    document.getElementById("da-luu").textContent = words("back");
    if (same) later(form);
    else clash(form, now);
  }
}

const failing = () => unsaved().find((form) => form.dataset.both) ?? unsaved()[0];

// Another form of the page takes its reader away: what was typed into a block and is not saved yet goes first.
export function buttons() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const what = event.submitter?.value;
    const block = form.matches("form[data-autosave]");
    if (block && ["save", "up", "down", "theirs", "again"].includes(what)) {
      event.preventDefault();
      await (what === "save" ? save(form, "told") : act(form, what));
      return;
    }
    const others = unsaved().filter((one) => one !== form || one.dataset.both);
    if (!others.length || stopped) {
      const field = form.elements.csrfmiddlewaretoken;
      if (field && token()) field.value = token();
      if (block) forget(blockOf(form));
      going = true;
      setTimeout(() => {
        going = false; // a file is handed out, or the server did not answer: the page is still here
      }, AGAIN);
      return;
    }
    event.preventDefault();
    const done = await Promise.all(others.map((one) => save(one)));
    if (done.every(Boolean)) {
      form.requestSubmit(event.submitter);
      return;
    }
    const first = failing();
    if (!first) return;
    if (first.dataset.both) strip(words("waits"));
    first.closest("details").open = true;
    textOf(first).focus();
  });
}

export function leaving() {
  addEventListener("beforeunload", (event) => {
    if (unsaved().length && !going) event.preventDefault();
  });
  addEventListener("pagehide", () => {
    for (const form of unsaved()) {
      if (!form.dataset.both && !stopped) navigator.sendBeacon(form.action, bodyOf(form, "save", "1"));
    }
  });
}
