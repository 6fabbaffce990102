// Results follow what is typed: the same page is fetched and its results take the place of those that
// are shown, while the field keeps focus and caret. One request at a time, the newest waits; what
// fails leaves everything as it is.

const pauseMs = 120;

export function searchAsTyped(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-as-typed]");
  const field = form?.querySelector<HTMLInputElement>("input[name=q]");
  if (!form || !field) return;
  document.documentElement.dataset["asTyped"] = "";
  const follow = oneAtATime(show);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asked = field.value.trim();

  const ask = () => {
    const text = field.value.trim();
    if (text === asked) return;
    asked = text;
    follow({ address: text === "" ? form.action : addressOf(form), keep: "typed" });
  };
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, pauseMs);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value === "" || event.isComposing) return;
    event.preventDefault();
    field.value = "";
    clearTimeout(pause);
    ask();
  });
  // A page that is left and come back to may show a field that the browser filled in.
  addEventListener("pageshow", ask);
  document.addEventListener("change", ({ target }) => {
    const filters = target instanceof HTMLInputElement ? target.form : null;
    if (!filters || !("filters" in filters.dataset)) return;
    follow({ address: addressOf(filters), keep: "chosen" });
  });
  addEventListener("popstate", () => follow({ address: location.href, keep: "gone back" }));

  async function show({ address, keep }: Wanted): Promise<void> {
    const page = await fetchPage(address);
    const now = document.querySelector<HTMLElement>("[data-found]");
    const next = page?.document.querySelector<HTMLElement>("[data-found]");
    if (!page || !now || !next) return;
    if (keep !== "typed") {
      const text = page.document.querySelector<HTMLInputElement>(
        "form[data-as-typed] input",
      )?.value;
      field!.value = text ?? field!.value;
      asked = field!.value.trim();
    }
    if (keep === "typed") history.replaceState(null, "", page.address);
    if (keep === "chosen") history.pushState(null, "", page.address);
    document.title = page.document.title;
    replace(now, next);
    const described = page.document.querySelector("[aria-describedby=mistakes]");
    if (described) field!.setAttribute("aria-describedby", "mistakes");
    else field!.removeAttribute("aria-describedby");
    const told = document.querySelector("[data-found-told]");
    if (told) told.textContent = next.dataset["found"] ?? "";
  }
}

interface Wanted {
  address: string;
  /** What becomes of the address: typing leaves one entry in the history, choosing one each. */
  keep: "typed" | "chosen" | "gone back";
}

function addressOf(form: HTMLFormElement): string {
  const fields = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  return `${form.action}?${fields}`;
}

/** The page at an address, and the address that it has; nothing when it cannot be had. */
async function fetchPage(address: string) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    if (!response.ok) return undefined;
    const text = await response.text();
    return {
      address: response.url,
      document: new DOMParser().parseFromString(text, "text/html"),
    };
  } catch {
    return undefined;
  }
}

/** Puts new content in place; what was open stays open, and a box that has focus keeps it. */
function replace(now: HTMLElement, next: HTMLElement): void {
  const focused = now.contains(document.activeElement) ? document.activeElement?.id : undefined;
  for (const details of now.querySelectorAll<HTMLDetailsElement>("details[open][id]")) {
    const same = next.querySelector<HTMLDetailsElement>(`#${CSS.escape(details.id)}`);
    if (same) same.open = true;
  }
  now.dataset["found"] = next.dataset["found"] ?? "";
  now.replaceChildren(...next.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** While one runs, only the newest of those that come waits. */
function oneAtATime<T>(act: (wanted: T) => Promise<void>): (wanted: T) => void {
  let waiting: { wanted: T } | undefined;
  let busy = false;
  const run = async () => {
    busy = true;
    while (waiting) {
      const { wanted } = waiting;
      waiting = undefined;
      // What could not be shown is not shown; what comes next may be.
      await act(wanted).catch(() => undefined);
    }
    busy = false;
  };
  return (wanted) => {
    waiting = { wanted };
    if (!busy) void run();
  };
}
