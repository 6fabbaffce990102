// Threads that were folded away stay so in this tab, when the page is loaded again or come back to.

const key = "folded";
const most = 200;

/** By the first comment of the thread whether it is open, what was folded last at the end. */
type Folded = Map<string, boolean>;

export function rememberFolding(): void {
  const folded = read();
  for (const thread of document.querySelectorAll<HTMLDetailsElement>("[data-fold]")) {
    const id = thread.dataset["fold"]!;
    // Whoever follows a link to a comment is to see it.
    const isAskedFor = thread.querySelector(":target") !== null;
    thread.open = isAskedFor || (folded.get(id) ?? thread.open);
    thread.querySelector("summary")?.addEventListener("click", () => keep(id, !thread.open));
  }
}

function keep(id: string, isOpen: boolean): void {
  const folded = read();
  folded.delete(id);
  folded.set(id, isOpen);
  try {
    sessionStorage.setItem(key, JSON.stringify([...folded].slice(-most)));
  } catch {
    // The browser keeps nothing, and the page is as it comes.
  }
}

function read(): Folded {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(key) ?? "[]") as [string, boolean][]);
  } catch {
    return new Map();
  }
}
