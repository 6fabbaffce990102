// A button that copies what stands beside it; without script or without a clipboard there is none.

export function offerCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
    const source = button.closest("section, .cite-form")?.querySelector("[data-copied]");
    if (!source || !("clipboard" in navigator)) continue;
    button.hidden = false;
    button.addEventListener("click", () => void copy(button, source.textContent ?? ""));
  }
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed here";
  }
  setTimeout(() => (button.textContent = label), 2000);
}
