// Saves without leaving the page.
import { isAsked, sendInPlace, showPressed } from "./send-in-place.ts";

export function saveInPlace(): void {
  sendInPlace<{ saved: boolean }>({
    name: "save",
    read(form) {
      const saved = isAsked(form, "save");
      return { before: { saved: !saved }, wanted: { saved } };
    },
    show: (form, { saved }) => showPressed(form, "save", saved),
  });
}
