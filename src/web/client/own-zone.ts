// The clock of the browser is proposed where nobody has chosen one.

export function proposeOwnZone(): void {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const canonical = canonicalName(zone);
  for (const select of document.querySelectorAll<HTMLSelectElement>("[data-own-zone]")) {
    const options = [...select.options];
    // The browser may know it by an older name: Asia/Calcutta.
    const own =
      options.find(({ value }) => value === zone) ??
      options.find(({ value }) => canonicalName(value) === canonical);
    // A browser that goes back fills in what was chosen before.
    const isUntouched = select.selectedOptions[0]?.defaultSelected ?? true;
    if (own && isUntouched) own.selected = true;
  }
}

function canonicalName(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return timeZone;
  }
}
