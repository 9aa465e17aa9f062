// Who else has the draft open, and their changes on this page as soon as they are saved.
import { clash, dirty, save, stop, textOf, whenSaved } from "./writing-saving.js";
import { blockOf, words } from "./writing-said.js";

const EVERY = 5_000;
const WITH_OTHERS = 2_500;
const SOON = 400;
const tab = Math.random().toString(36).slice(2, 14);
const idOf = (id) => document.getElementById(id);
let mark = "";
let others = [];
let timer = 0;
let renewing = null;
let again = false;

const typing = () => document.activeElement?.closest?.("form[data-autosave]") ?? null;

function bodyOf(draft, block) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", draft.querySelector("[name=csrfmiddlewaretoken]").value);
  const own = document.cookie.match(/(?:^|; )nhipcau_csrf=([^;]+)/);
  if (own) body.set("csrfmiddlewaretoken", own[1]);
  body.set("tab", tab);
  body.set("block", block);
  return body;
}

async function ask(draft) {
  clearTimeout(timer);
  try {
    const body = bodyOf(draft, typing() ? blockOf(typing()) : "");
    const answer = await fetch(draft.dataset.here, { method: "POST", body, redirect: "manual" });
    if (answer.ok) {
      const said = await answer.json();
      others = said.others;
      tell();
      if (said.mark !== mark) await renew();
    }
  } catch {
    // no network: saving says so where something is to be saved, and asking goes on
  }
  clearTimeout(timer);
  timer = setTimeout(() => ask(draft), others.length ? WITH_OTHERS : EVERY);
}

function tell() {
  const line = idOf("ai-dang-mo");
  const labelOf = (block) => idOf(`khoi-${block}`)?.querySelector(".lab").textContent;
  const each = others.map(({ name, own, block }) => {
    const where = block && labelOf(block);
    return (own ? words("own") : name) + (where ? ` (${words("atBlock", { block: where })})` : "");
  });
  const said = each.length ? `${words("here")} ${each.join("; ")}` : "";
  if (line.textContent.trim() !== said) line.textContent = said;
  line.hidden = !said;
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const same = others.find((one) => String(one.block) === blockOf(form));
    alsoHere(form, same);
    form.closest("details").classList.toggle("is-shared", Boolean(same));
  }
}

function alsoHere(form, other) {
  let beside = form.querySelector(".also-here");
  if (!other) {
    beside?.remove();
    return;
  }
  if (!beside) {
    beside = document.createElement("p");
    beside.className = "also-here";
    beside.setAttribute("role", "status");
    form.querySelector(".form-label").before(beside);
  }
  const name = other.own ? words("own") : other.name;
  const said = words("same", { name: name[0].toUpperCase() + name.slice(1) });
  if (beside.textContent !== said) beside.textContent = said;
}

// The page anew, beside what is being typed: fields with unsaved words, the caret and what is open stay.
function renew() {
  if (renewing) again = true;
  renewing ??= fetched().finally(() => {
    renewing = null;
    if (again) {
      again = false;
      renew();
    }
  });
  return renewing;
}

async function fetched() {
  const whole = document.querySelector(".sheets") && !document.querySelector("[data-more-sheets]");
  const address = location.pathname + (whole ? "?sheets=all" : "");
  const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const draft = fresh.getElementById("du-thao");
  for (const place of [".sheets", "section.next", ".writing-steps"]) put(place, fresh);
  if (!draft) {
    mark = "";
    stop();
    return;
  }
  checks(fresh);
  blocks(fresh);
  mark = draft.dataset.mark;
  tell();
}

function put(place, fresh) {
  const [old, now] = [document.querySelector(place), fresh.querySelector(place)];
  if (!old || !now || old.innerHTML === now.innerHTML || old.contains(document.activeElement)) return;
  const at = old.scrollTop;
  const here = document.importNode(now, true);
  old.replaceWith(here);
  here.scrollTop = at;
}

function checks(fresh) {
  const [old, now] = [document, fresh].map((one) => one.getElementById("kiem-tra")?.closest("section"));
  if (old && now) old.replaceChildren(...document.importNode(now, true).children);
  else if (old) old.remove();
  else if (now) idOf("du-thao").after(document.importNode(now, true));
}

function blocks(fresh) {
  const held = document.activeElement;
  let before = null;
  const there = new Set();
  for (const theirs of fresh.querySelectorAll("details.blk[id^=khoi-]")) {
    there.add(theirs.id);
    let mine = idOf(theirs.id);
    if (mine) {
      patch(mine, theirs);
    } else {
      mine = document.importNode(theirs, true);
      badge(mine, mine.querySelector("form").dataset.by);
    }
    const next = before ? before.nextElementSibling : document.querySelector("details.blk");
    if (next !== mine) next.before(mine);
    before = mine;
  }
  for (const mine of document.querySelectorAll("details.blk[id^=khoi-]")) {
    if (there.has(mine.id)) continue;
    const form = mine.querySelector("form[data-autosave]");
    if (dirty(form)) save(form);
    else mine.remove();
  }
  if (held !== document.activeElement && held.isConnected) held.focus({ preventScroll: true });
}

function patch(mine, theirs) {
  const [form, now] = [mine, theirs].map((one) => one.querySelector("form[data-autosave]"));
  const summary = mine.querySelector("summary");
  const said = summary.querySelector(".by-other");
  summary.replaceChildren(...document.importNode(theirs.querySelector("summary"), true).childNodes);
  if (said && !mine.open) summary.append(said);
  for (const place of [".problems", ".last-by"]) {
    form.querySelector(place).replaceChildren(...document.importNode(now.querySelector(place), true).childNodes);
  }
  const revision = now.elements.seen.value;
  const text = textOf(now).value;
  if (revision === form.elements.seen.value || Number(revision) < Number(form.elements.seen.value)) return;
  const by = now.dataset.by;
  if (dirty(form) && text !== textOf(form).value) {
    clash(form, { by, at: now.dataset.at, own: now.dataset.own !== undefined, text, revision });
    return;
  }
  const field = textOf(form);
  const caret = [field.selectionStart, field.selectionEnd];
  const changed = field.value !== text;
  field.value = field.defaultValue = text;
  if (field === document.activeElement) field.setSelectionRange(...caret);
  form.elements.seen.value = revision;
  if (changed) badge(mine, by);
}

function badge(block, by) {
  const summary = block.querySelector("summary");
  summary.querySelector(".by-other")?.remove();
  const said = document.createElement("span");
  said.className = "badge st st-info by-other";
  said.textContent = words("changed", { name: by });
  summary.append(said);
}

export function together(draft) {
  mark = draft.dataset.mark;
  whenSaved(() => setTimeout(renew, SOON));
  draft.addEventListener("focusin", ({ target }) => {
    if (!target.matches("textarea")) return;
    target.closest("details")?.querySelector(".by-other")?.remove();
    ask(draft);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask(draft);
  });
  addEventListener("pagehide", () => navigator.sendBeacon(draft.dataset.here, bodyOf(draft, "-1")));
  ask(draft);
}
