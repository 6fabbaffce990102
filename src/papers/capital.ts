/** As a sentence begins, or a name that begins one. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
