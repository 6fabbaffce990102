// The clock of the browser is proposed where nobody has chosen one.

export function proposeOwnZone(): void {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll<HTMLSelectElement>("[data-own-zone]")) {
    const own = [...select.options].find(({ value }) => value === zone);
    // A browser that goes back fills in what was chosen before.
    const isUntouched = select.selectedOptions[0]?.defaultSelected ?? true;
    if (own && isUntouched) own.selected = true;
  }
}
