// What was told is read when it is opened: the page says so by itself, in place of the button that is there
// without a script.
export function readWhatIsOpened(): void {
  document.addEventListener("click", readOpened);
  // In another tab, by the middle button.
  document.addEventListener("auxclick", readOpened);
  const here = document.querySelector<HTMLFormElement>("[data-read-here]");
  if (here) send(here);
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
