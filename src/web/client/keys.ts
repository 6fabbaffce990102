// Single keys: j and k move from paper to paper, o opens, u votes, s saves, / goes to the search field, ?
// shows them all. The reader can switch them off (WCAG 2.1.4).

const help: [key: string, does: string][] = [
  ["j", "next paper"],
  ["k", "previous paper"],
  ["o", "open it"],
  ["u", "upvote it, or take the vote back"],
  ["s", "save it, or let go of it"],
  ["/", "search"],
  ["?", "show or hide these"],
];

export function listenToKeys(): void {
  if (document.documentElement.dataset["keys"] === "off") return;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || (document.querySelector("dialog[open]") && event.key !== "?"))
      return;
    const act = actions.get(event.key);
    if (act?.()) event.preventDefault();
  });
}

/** Each says whether it did anything. */
const actions = new Map<string, () => boolean>([
  ["j", () => move(1)],
  ["k", () => move(-1)],
  ["o", () => press(".title, [data-open]")],
  ["u", () => press("[data-vote] button")],
  ["s", () => press("[data-save] button")],
  ["/", () => goToSearch()],
  ["?", () => toggleHelp()],
]);

function cards(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-card]")];
}

function current(): HTMLElement | undefined {
  const all = cards();
  const focused = all.find((card) => card.contains(document.activeElement));
  return (
    focused ??
    document.querySelector<HTMLElement>(".cursor") ??
    (all.length === 1 ? all[0] : undefined)
  );
}

function move(step: number): boolean {
  const all = cards();
  const at = current();
  const next = at ? all[all.indexOf(at) + step] : all[0];
  if (!next) return false;
  at?.classList.remove("cursor");
  next.classList.add("cursor");
  const title = next.querySelector<HTMLElement>("[data-open]") ?? next;
  title.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function press(selector: string): boolean {
  const target = current()?.querySelector<HTMLElement>(selector);
  target?.click();
  return target !== undefined && target !== null;
}

function goToSearch(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>("[data-search]")];
  const field = fields.find((each) => each.offsetParent !== null);
  if (!field) {
    location.assign("/search");
    return true;
  }
  field.focus();
  field.select();
  return true;
}

function toggleHelp(): boolean {
  const open = document.querySelector<HTMLDialogElement>("dialog.keys-dialog");
  if (open?.open) open.close();
  else (open ?? buildHelp()).showModal();
  return true;
}

function buildHelp(): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "keys-dialog keys";
  const title = document.createElement("h2");
  title.textContent = "Keys";
  title.id = "keys-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const list = document.createElement("dl");
  for (const [key, does] of help) {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
    const description = document.createElement("dd");
    description.textContent = does;
    row.append(term, description);
    list.append(row);
  }
  const settings = document.createElement("a");
  settings.href = "/settings";
  settings.textContent = "Switch single keys off";
  const close = document.createElement("button");
  close.className = "button";
  close.autofocus = true;
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  const foot = document.createElement("p");
  foot.append(settings, close);
  dialog.append(title, list, foot);
  document.body.append(dialog);
  return dialog;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !isButtonLike(target.type))
  );
}

function isButtonLike(type: string): boolean {
  return ["button", "submit", "checkbox", "hidden", "image", "reset"].includes(type);
}
