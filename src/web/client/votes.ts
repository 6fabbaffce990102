// Votes without leaving the page. The count changes at once and is then set to what the server says;
// when anything fails the form is sent as a form, which shows the reason.

interface Answer {
  upvotes: number;
  voted: boolean;
}

export function voteInPlace(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("vote" in form.dataset)) return;
    event.preventDefault();
    void castVote(form);
  });
}

async function castVote(form: HTMLFormElement): Promise<void> {
  if ("busy" in form.dataset) return;
  form.dataset["busy"] = "";
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const up = body.get("up") === "1";
  const before: Answer = { voted: !up, upvotes: shownCount(form) };
  try {
    show(form, { voted: up, upvotes: Math.max(0, before.upvotes + (up ? 1 : -1)) });
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      // Whoever votes and goes on at once has voted.
      keepalive: true,
    });
    if (!response.ok) throw new Error(response.statusText);
    show(form, (await response.json()) as Answer);
  } catch {
    // What was shown too early is asked for again, not its opposite.
    show(form, before);
    form.submit();
  } finally {
    delete form.dataset["busy"];
  }
}

function show(form: HTMLFormElement, { upvotes, voted }: Answer): void {
  form.querySelector("button")?.setAttribute("aria-pressed", String(voted));
  const count = form.querySelector("[data-count]");
  if (count) count.textContent = upvotes.toLocaleString("en-US");
  const noun = form.querySelector("[data-noun]");
  if (noun) noun.textContent = upvotes === 1 ? "upvote" : "upvotes";
  const up = form.querySelector<HTMLInputElement>("input[name=up]");
  if (up) up.value = voted ? "0" : "1";
}

function shownCount(form: HTMLFormElement): number {
  return Number(form.querySelector("[data-count]")?.textContent?.replaceAll(/\D/g, "") ?? 0);
}
