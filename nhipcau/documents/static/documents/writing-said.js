// What the page of a draft says to whoever writes; the words come with the page, in its language.
const holder = document.getElementById("loi-soan");
const state = document.getElementById("da-luu");
const warned = document.getElementById("canh-bao");
const store = `nhipcau-draft:${holder.dataset.account}:${holder.dataset.paper}`;

export const blockOf = (form) => form.elements.text.id.slice("chu-".length);
export const formOf = (block) => document.getElementById(`chu-${block}`)?.form;

export function words(name, given = {}) {
  return holder.dataset[name].replace(/\{(\w+)\}/g, (_, key) => given[key] ?? "");
}

export function copyOf(selector) {
  return document.importNode(holder.content.querySelector(selector), true);
}

export function clockTime() {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((one) => String(one).padStart(2, "0")).join(":");
}

export function saved(form, told) {
  const said = words(told ? "told" : "saved", { at: clockTime() });
  if (state) state.textContent = said;
  let beside = form.querySelector(".saved");
  if (!beside) {
    beside = document.createElement("span");
    beside.className = "saved muted";
    form.querySelector(":scope > .button-row").append(beside);
  }
  beside.textContent = said;
}

// The strip at the top of the window; "": nothing is wrong. link: [words, address, whether in a new tab].
export function strip(what, hint = "", link = null) {
  if (warned.hidden ? !what : warned.dataset.what === what) return;
  warned.dataset.what = what;
  warned.hidden = !what;
  warned.querySelector("h2").textContent = what;
  const line = warned.querySelector("p");
  line.textContent = `${hint} `;
  if (link) {
    const to = document.createElement("a");
    [to.textContent, to.href] = link;
    if (link[2]) to.target = "_blank";
    line.append(to);
  }
}

// What was typed and is not saved stays in this tab until it is: a login in between, a reload or a crash loses nothing.
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(store)) ?? {};
  } catch {
    return {};
  }
}

function write(all) {
  try {
    if (Object.keys(all).length) sessionStorage.setItem(store, JSON.stringify(all));
    else sessionStorage.removeItem(store);
  } catch {
    strip(words("failed"), words("offlineHint")); // the browser keeps nothing: the page itself still does
  }
}

export function keep(form) {
  write({ ...kept(), [blockOf(form)]: { text: form.elements.text.value, seen: form.elements.seen.value } });
}

export function forget(block) {
  const all = kept();
  if (!(block in all)) return;
  delete all[block];
  write(all);
}

export const notSaved = () => Object.entries(kept());

// What has no field any more: the block is gone, or the paper is no draft now.
export function leftOver(draft) {
  for (const [block, { text }] of notSaved()) {
    if (draft && formOf(block)) continue;
    const shown = copyOf(".left-over");
    shown.querySelector("textarea").value = text;
    shown.querySelector("[data-drop]").addEventListener("click", () => {
      forget(block);
      shown.remove();
    });
    document.getElementById("khung-soan").before(shown);
  }
}
