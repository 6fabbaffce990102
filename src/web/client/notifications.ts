// What was told is read when it is opened: the page says so by itself, in place of the button that is there
// without a script.
export function readWhatIsOpened(): void {
  document.addEventListener("click", readOpened);
  // In another tab, by the middle button.
  document.addEventListener("auxclick", readOpened);
  const here = document.querySelector<HTMLFormElement>("[data-read-here]");
  if (here) readAsSeen(here);
}

/** What stands far down a page, or is folded away, is not read before it comes into sight. */
function readAsSeen(form: HTMLFormElement): void {
  const fields = new Map(
    Array.from(form.querySelectorAll<HTMLInputElement>("[data-comment]"), (field) => [
      document.getElementById(field.dataset["comment"]!),
      field,
    ]),
  );
  const observer = new IntersectionObserver((seen) => {
    const now = seen.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
    if (now.length === 0) return;
    for (const [comment, field] of fields) field.disabled = !now.includes(comment!);
    send(form);
    for (const comment of now) observer.unobserve(comment);
  });
  for (const comment of fields.keys()) if (comment) observer.observe(comment);
}

function readOpened({ target }: Event): void {
  if (!(target instanceof Element)) return;
  const form = target.closest("[data-reads]")?.closest("li")?.querySelector("form");
  if (form) send(form);
}

/** It arrives even though the page is being left. */
function send(form: HTMLFormElement): void {
  const fields = new FormData(form) as unknown as Record<string, string>;
  navigator.sendBeacon(form.action, new URLSearchParams(fields));
}
