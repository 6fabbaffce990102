// The page of the API: its forms ask in place, with the token that was typed, and show what came back.

export function tryInPlace(): void {
  const forms = document.querySelectorAll<HTMLFormElement>("form[data-api-trial]");
  if (forms.length === 0) return;
  for (const hidden of document.querySelectorAll<HTMLElement>(
    "[data-api-token], [data-api-trial]",
  )) {
    hidden.hidden = false;
  }
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void ask(form);
    });
  }
  openNamed();
  addEventListener("hashchange", openNamed);
}

/** Whoever follows a link to a route or a shape wants to read it. */
function openNamed(): void {
  const named = document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
}

async function ask(form: HTMLFormElement): Promise<void> {
  const told = form.querySelector<HTMLElement>("[data-told]")!;
  const place = form.querySelector<HTMLElement>("[data-answer]")!;
  const token = document.querySelector<HTMLInputElement>("#api-token")?.value.trim();
  const body = form.querySelector<HTMLTextAreaElement>("[data-body]")?.value;
  const began = performance.now();
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(addressOf(form), {
      method: form.dataset["method"] ?? "GET",
      headers: {
        Accept: "application/json",
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    const ms = Math.round(performance.now() - began);
    told.textContent = `${answer.status} ${answer.statusText}, after ${ms} ms`;
    show(place, answer, text);
  } catch {
    told.textContent = "Nothing came back. Is the site still there?";
    place.replaceChildren();
  }
  form.removeAttribute("aria-busy");
}

function addressOf(form: HTMLFormElement): string {
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-in]")];
  const path = form.dataset["apiTrial"]!.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    (fields.find((each) => each.name === name)?.value ?? "")
      .split("/")
      .map(encodeURIComponent)
      .join("/"),
  );
  const query = new URLSearchParams(
    fields
      .filter(({ dataset, value }) => dataset["in"] === "query" && value !== "")
      .map(({ name, value }) => [name, value]),
  ).toString();
  return `/api/v1${path}${query && `?${query}`}`;
}

const telling = ["content-type", "etag", "link", "location", "retry-after", "allow"];

function show(place: HTMLElement, answer: Response, text: string): void {
  const list = made("ul");
  for (const name of telling) {
    const value = answer.headers.get(name);
    if (value !== null) list.append(made("li", `${name}: ${value}`));
  }
  const shown = made("pre");
  shown.tabIndex = 0;
  shown.append(made("code", prettied(text)));
  place.replaceChildren(list, ...(text === "" ? [] : [shown]));
}

function prettied(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function made(name: string, text = ""): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
