// Drafts: what is typed into the form of a comment is kept in this browser, by reader and by form, until
// it is sent, dropped, or somebody signs out. Each tab keeps its own (sessionStorage), so that no tab takes
// another's text away; what was typed last is kept beside them (localStorage) for a tab opened later.

const prefix = "draft ";
const signedOut = "signed out";

/** What this page last knew of each draft. */
const known = new Map<string, string>();

export function keepDraft(form: HTMLFormElement): void {
  const field = form.querySelector("textarea");
  const key = keyOf(form);
  if (!field || key === undefined) return;
  const isFresh = !("back" in form.dataset);
  const keep = () => {
    const isAsItWas = isFresh && field.value === field.defaultValue;
    if (isAsItWas || field.value.trim() === "") forget(key);
    else remember(key, field.value);
  };
  const kept = read("sessionStorage", key) ?? read("localStorage", key);
  // What came back from the server was typed last, or what somebody quick typed before this script came.
  if (!isFresh || field.value !== field.defaultValue) keep();
  else if (kept !== null && kept !== field.defaultValue) {
    // It may be another tab's, and becomes this one's once something is typed here.
    known.set(key, kept);
    field.value = kept;
    tell(form, field, key);
  }
  field.addEventListener("input", keep);
  addEventListener("pagehide", () => handOver(key));
}

export function dropDraft(form: HTMLFormElement): void {
  const key = keyOf(form);
  if (key !== undefined) forget(key);
}

export function dropDraftsOnSignOut(): void {
  document.addEventListener("submit", ({ target }) => {
    if (!(target instanceof HTMLFormElement) || !target.action.endsWith("/sign-out")) return;
    forgetAll("localStorage");
    forgetAll("sessionStorage");
    // The other tabs hear of it by this.
    write("localStorage", signedOut, new Date().toISOString());
  });
  addEventListener("storage", ({ key }) => {
    if (key === signedOut) forgetAll("sessionStorage");
  });
}

function tell(form: HTMLFormElement, field: HTMLTextAreaElement, key: string): void {
  const told = form.querySelector<HTMLElement>("[data-draft-told]");
  if (!told) return;
  told.hidden = false;
  told.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    field.value = field.defaultValue;
    forget(key);
    told.hidden = true;
    field.focus();
  });
}

function keyOf(form: HTMLFormElement): string | undefined {
  const draft = form.dataset["draft"];
  return draft === undefined ? undefined : prefix + draft;
}

function remember(key: string, text: string): void {
  known.set(key, text);
  write("sessionStorage", key, text);
  write("localStorage", key, text);
}

/** What another tab has typed since stays. */
function forget(key: string): void {
  remove("sessionStorage", key);
  if (read("localStorage", key) === known.get(key)) remove("localStorage", key);
  known.delete(key);
}

/** A tab that goes leaves its text to the next, unless another has left one. */
function handOver(key: string): void {
  const own = read("sessionStorage", key);
  if (own !== null && read("localStorage", key) === null) write("localStorage", key, own);
}

function forgetAll(store: Store): void {
  const keys = attempt(() => Object.keys(globalThis[store])) ?? [];
  for (const key of keys) if (key.startsWith(prefix)) remove(store, key);
}

type Store = "localStorage" | "sessionStorage";

function read(store: Store, key: string): string | null {
  return attempt(() => globalThis[store].getItem(key)) ?? null;
}

function write(store: Store, key: string, text: string): void {
  attempt(() => globalThis[store].setItem(key, text));
}

function remove(store: Store, key: string): void {
  attempt(() => globalThis[store].removeItem(key));
}

/** A browser may have no room for it, or forbid it; then there are no drafts. */
function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
