/** `Picked by Ada: “Read section 4 first.”`, in plain text. @param sentence may be empty */
export function saidBy(who: string, sentence: string | null): string {
  return sentence ? `${who}: “${sentence}”` : who;
}
