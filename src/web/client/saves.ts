// Saves without leaving the page. The word changes at once and is then set to what the server says;
// when anything fails the form is sent as a form, which shows the reason or the way to sign in.

export function saveInPlace(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("save" in form.dataset)) return;
    event.preventDefault();
    void save(form);
  });
}

async function save(form: HTMLFormElement): Promise<void> {
  if ("busy" in form.dataset) return;
  form.dataset["busy"] = "";
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const wanted = body.get("save") === "1";
  try {
    show(form, wanted);
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      // Whoever saves and goes on at once has saved.
      keepalive: true,
    });
    if (!response.ok) throw new Error(response.statusText);
    show(form, ((await response.json()) as { saved: boolean }).saved);
  } catch {
    show(form, !wanted);
    form.submit();
  } finally {
    delete form.dataset["busy"];
  }
}

function show(form: HTMLFormElement, saved: boolean): void {
  form.querySelector("button")?.setAttribute("aria-pressed", String(saved));
  const next = form.querySelector<HTMLInputElement>("input[name=save]");
  if (next) next.value = saved ? "0" : "1";
}
