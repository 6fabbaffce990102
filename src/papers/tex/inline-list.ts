import type { Inline } from "./inline.ts";

/** Collects what is read and joins neighbouring text. */
export class InlineList {
  readonly items: Inline[] = [];

  addText(text: string): void {
    if (text === "") return;
    const last = this.items.at(-1);
    if (last?.kind === "text") last.text += text;
    else this.items.push({ kind: "text", text });
  }

  endsWith(character: string): boolean {
    const last = this.items.at(-1);
    return last?.kind === "text" && last.text.endsWith(character);
  }

  add(item: Inline): void {
    this.items.push(item);
  }

  addAll(items: Inline[]): void {
    for (const item of items) {
      if (item.kind === "text") this.addText(item.text);
      else this.add(item);
    }
  }
}
