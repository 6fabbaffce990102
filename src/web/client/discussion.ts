// Writing comments with a script: the preview stands in the form, what is typed survives a reload,
// and a comment is sent without losing a word when the network is gone.
import { goTo } from "./arriving.ts";
import { dropDraft, dropDraftsOnSignOut, keepDraft } from "./discussion-drafts.ts";
import { readRefusal } from "./refusal.ts";
import { reachScrollers } from "./scrollers.ts";

export function writeInPlace(): void {
  dropDraftsOnSignOut();
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-comment-form]")) {
    keepDraft(form);
    for (const each of form.querySelectorAll<HTMLElement>("[data-with-script]")) {
      each.hidden = false;
    }
    form.addEventListener("input", () => hidePreview(form));
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
  const response = await post(form, form.dataset["previewAt"]!, "text/html, application/json");
  const place = form.querySelector("[data-comment-preview]");
  if (!response?.ok || !place) {
    if (await isForPage(response)) sendPlainly(form, "preview");
    else await complain(form, response);
    return;
  }
  complainOf(form, "");
  const { body } = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = body.querySelector<HTMLElement>("[data-comment-preview]");
  if (!next) return;
  place.replaceWith(document.adoptNode(next));
  reachScrollers();
  // So that it is read out; from here the next step leads to the buttons.
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: next.offsetHeight > innerHeight ? "start" : "nearest" });
}

/** It would show an earlier text. */
function hidePreview(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>("[data-comment-preview]");
  if (place) place.hidden = true;
}

async function send(form: HTMLFormElement): Promise<void> {
  const response = await post(form, form.action, "application/json");
  if (!response?.ok) {
    if (await isForPage(response)) sendPlainly(form, "send");
    else await complain(form, response);
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

/** Signed out elsewhere, or edited: the page that comes back has the text, and what else there is to see. */
async function isForPage(response: Response | undefined): Promise<boolean> {
  if (!response || ![401, 403, 409].includes(response.status)) return false;
  return (await readRefusal(response)) === undefined;
}

function sendPlainly(form: HTMLFormElement, act: string): void {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "do", value: act });
  form.append(field);
  form.submit();
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
