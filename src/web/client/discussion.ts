// Writing comments with a script: the preview stands below the form, what is typed survives a reload,
// and a comment is sent without losing a word when the network is gone.
import { dropDraft, dropDraftsOnSignOut, keepDraft } from "./discussion-drafts.ts";

export function writeInPlace(): void {
  dropDraftsOnSignOut();
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-comment-form]")) {
    keepDraft(form);
    for (const each of form.querySelectorAll<HTMLElement>("[data-with-script]")) {
      each.hidden = false;
    }
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector<HTMLButtonElement>("[value=send]"));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if ("busy" in form.dataset) return;
      const isPreview = event.submitter?.getAttribute("value") === "preview";
      form.dataset["busy"] = "";
      void (isPreview ? preview(form) : send(form)).finally(() => delete form.dataset["busy"]);
    });
  }
}

async function preview(form: HTMLFormElement): Promise<void> {
  const response = await post(form, form.dataset["previewAt"]!, "text/html");
  const place = form.querySelector("[data-comment-preview]");
  if (!response?.ok || !place) {
    await complain(form, response);
    return;
  }
  complainOf(form, "");
  const { body } = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = body.querySelector("[data-comment-preview]");
  if (!next) return;
  place.replaceWith(document.adoptNode(next));
  next.scrollIntoView({ block: "nearest" });
}

async function send(form: HTMLFormElement): Promise<void> {
  const response = await post(form, form.action, "application/json");
  if (!response?.ok) {
    await complain(form, response);
    return;
  }
  dropDraft(form);
  const { place } = (await response.json()) as { place: string };
  goTo(place);
}

async function post(
  form: HTMLFormElement,
  address: string,
  Accept: string,
): Promise<Response | undefined> {
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  try {
    return await fetch(address, { method: "POST", body, headers: { Accept } });
  } catch {
    return undefined;
  }
}

/** Loads the page even where only what stands behind the # differs. */
function goTo(place: string): void {
  const next = new URL(place, location.href);
  const isHere = next.pathname === location.pathname && next.search === location.search;
  if (!isHere) {
    location.assign(next);
    return;
  }
  history.scrollRestoration = "manual";
  history.replaceState(null, "", next);
  location.reload();
}

async function complain(form: HTMLFormElement, response: Response | undefined): Promise<void> {
  if (!response) {
    complainOf(form, "The site could not be reached. Your text is still here; try again later.");
    return;
  }
  const text = await response.text();
  complainOf(form, errorIn(text) ?? "That did not work. Your text is still here; try again.");
}

/** From an answer for scripts, or from a page. */
function errorIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error: string }).error;
  } catch {
    const page = new DOMParser().parseFromString(text, "text/html");
    return page.querySelector("h1")?.textContent;
  }
}

function complainOf(form: HTMLFormElement, says: string): void {
  const place = form.querySelector("[data-comment-fault]");
  if (place) place.textContent = says;
}
