// Says that papers are left out because the reader wants to be spared them, and leads to them.
import type { Context } from "hono";
import { links } from "../../links.ts";
import { addressWith, showsAll } from "../spared.ts";
import { figure } from "./words.ts";

export function SparedNote({ c, spared }: { c: Context; spared: number }) {
  if (showsAll(c)) {
    return (
      <p class="spared">
        With what <a href={links.hidden()}>your own list</a> hides.{" "}
        <a href={addressWith(c, undefined)}>Hide it again</a>
      </p>
    );
  }
  if (spared === 0) return null;
  return (
    <p class="spared">
      {figure(spared)} hidden by <a href={links.hidden()}>your own list</a>.{" "}
      <a href={addressWith(c, "shown")}>Show {spared === 1 ? "it" : "them"}</a>
    </p>
  );
}
