// Drafts: what is typed into the form of a comment is kept in this browser, by reader and by form, until
// it is sent, dropped, or somebody signs out.

const prefix = "draft ";

export function keepDraft(form: HTMLFormElement): void {
  const field = form.querySelector("textarea");
  const key = keyOf(form);
  if (!field || key === undefined) return;
  const kept = read(key);
  // What came back from the server was typed last.
  const isFresh = !("back" in form.dataset);
  if (kept !== null && isFresh && kept !== field.defaultValue) {
    field.value = kept;
    tell(form, field, key);
  }
  const keep = () => {
    const isAsItWas = isFresh && field.value === field.defaultValue;
    if (isAsItWas || field.value.trim() === "") remove(key);
    else attempt(() => localStorage.setItem(key, field.value));
  };
  field.addEventListener("input", keep);
  // Whoever was quick has typed before this script came.
  if (field.value !== field.defaultValue) keep();
}

export function dropDraft(form: HTMLFormElement): void {
  const key = keyOf(form);
  if (key !== undefined) remove(key);
}

export function dropDraftsOnSignOut(): void {
  document.addEventListener("submit", ({ target }) => {
    if (!(target instanceof HTMLFormElement) || !target.action.endsWith("/sign-out")) return;
    for (const key of keys()) if (key.startsWith(prefix)) remove(key);
  });
}

function tell(form: HTMLFormElement, field: HTMLTextAreaElement, key: string): void {
  const told = form.querySelector<HTMLElement>("[data-draft-told]");
  if (!told) return;
  told.hidden = false;
  told.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    field.value = field.defaultValue;
    remove(key);
    told.hidden = true;
    field.focus();
  });
}

function keyOf(form: HTMLFormElement): string | undefined {
  const draft = form.dataset["draft"];
  return draft === undefined ? undefined : prefix + draft;
}

function read(key: string): string | null {
  return attempt(() => localStorage.getItem(key)) ?? null;
}

function remove(key: string): void {
  attempt(() => localStorage.removeItem(key));
}

function keys(): string[] {
  return attempt(() => Object.keys(localStorage)) ?? [];
}

/** A browser may have no room for it, or forbid it; then there are no drafts. */
function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
