// The subscribe box answers in its own place, at its own height.

interface Answer {
  lead?: string;
  text?: string;
  note?: string;
  error?: string;
}

export function subscribeInPlace(): void {
  // The site's own sentences say better what is wrong with an address.
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-subscribe]")) {
    form.noValidate = true;
    form.addEventListener("input", () => clearError(form));
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("subscribe" in form.dataset)) return;
    event.preventDefault();
    void subscribe(form);
  });
}

async function subscribe(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector("button");
  if (!button || button.disabled) return;
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  button.disabled = true;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const answer = (await response.json()) as Answer;
    if (answer.error !== undefined) showError(form, answer.error);
    else showAnswer(form, answer);
  } catch {
    form.submit();
  } finally {
    button.disabled = false;
  }
}

function showAnswer(form: HTMLFormElement, { lead = "", text = "", note }: Answer): void {
  form.style.minHeight = `${form.offsetHeight}px`;
  form.classList.add("answered");
  const strong = document.createElement("strong");
  strong.textContent = lead;
  const place = form.querySelector("[data-answer]");
  place?.replaceChildren(strong, ` ${text}${note === undefined ? "" : ` ${note}`}`);
  place?.classList.remove("error");
}

function clearError(form: HTMLFormElement): void {
  form.querySelector("[data-answer].error")?.replaceChildren();
  form.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}

function showError(form: HTMLFormElement, error: string): void {
  const mark = document.createElement("strong");
  mark.textContent = "!";
  mark.ariaHidden = "true";
  const place = form.querySelector("[data-answer]");
  place?.replaceChildren(mark, ` ${error}`);
  place?.classList.add("error");
  const field = form.querySelector<HTMLInputElement>("input[type=email]");
  field?.setAttribute("aria-invalid", "true");
  field?.focus();
}
