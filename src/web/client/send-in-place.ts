// Sends a form without leaving the page. What is wanted shows at once and is then set to what the
// server says. What is refused to the reader is told below it; when anything else fails the form is sent
// as a form, which shows the reason or the way to sign in.
import { hideRefusal, readRefusal, showRefusal } from "./refusal.ts";

interface InPlace<State> {
  /** The name in the form's data by which it is known. */
  name: string;
  /** What the form shows now, and what it is to show once it is sent. */
  read: (form: HTMLFormElement) => { before: State; wanted: State };
  show: (form: HTMLFormElement, state: State) => void;
}

export function sendInPlace<State>(inPlace: InPlace<State>): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !(inPlace.name in form.dataset)) return;
    event.preventDefault();
    void send(form, inPlace);
  });
}

async function send<State>(form: HTMLFormElement, { read, show }: InPlace<State>): Promise<void> {
  if ("busy" in form.dataset) return;
  form.dataset["busy"] = "";
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const { before, wanted } = read(form);
  hideRefusal(form);
  try {
    show(form, wanted);
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      // Whoever presses and goes on at once has been heard.
      keepalive: true,
    });
    const refusal = await readRefusal(response);
    if (refusal !== undefined) {
      show(form, before);
      showRefusal(form, refusal);
      return;
    }
    if (!response.ok) throw new Error(response.statusText);
    show(form, (await response.json()) as State);
  } catch {
    // What was shown too early is asked for again, not its opposite.
    show(form, before);
    form.submit();
  } finally {
    delete form.dataset["busy"];
  }
}

/** Whether the form asks for it ("1"), and not to take it back ("0"). */
export function isAsked(form: HTMLFormElement, name: string): boolean {
  return nextStep(form, name)?.value === "1";
}

/** Shows the button as pressed or not; pressing it again does the opposite. */
export function showPressed(form: HTMLFormElement, name: string, pressed: boolean): void {
  form.querySelector("button")?.setAttribute("aria-pressed", String(pressed));
  const next = nextStep(form, name);
  if (next) next.value = pressed ? "0" : "1";
}

function nextStep(form: HTMLFormElement, name: string): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>(`input[name=${name}]`);
}
