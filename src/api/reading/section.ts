// The section that a request names.
import { z } from "zod";
import { findSection, type Section } from "../../editions/sections.ts";
import { NotFound } from "../../errors.ts";
import { dayIn } from "../../papers/period.ts";
import type { ApiOptions } from "../options.ts";

export const sectionAddress = z.string().meta({
  description: "The address of a saved section, or a category.",
  example: "cs.CV",
});

/** What the sections of this instance are made with. */
export function sectionOptions({
  finder,
  sections,
  config,
  clock,
}: Pick<ApiOptions, "finder" | "sections" | "config" | "clock">) {
  return { finder, saved: sections, today: dayIn(config.TIME_ZONE, clock()) };
}

/** @throws NotFound when there can be no such section. */
export async function openSectionNamed(
  address: string,
  options: Pick<ApiOptions, "db" | "finder" | "sections" | "config" | "clock">,
): Promise<Section> {
  const section = await findSection(options.db, address, sectionOptions(options));
  if (!section) throw new NotFound(`There is no section "${address.slice(0, 60)}".`);
  return section;
}
