// The section that a request names.
import { z } from "zod";

export const sectionAddress = z.string().meta({
  description: "The address of a saved section, or a category.",
});

export const sectionQuery = z.string().max(60).optional().meta({
  description: "Only what this section has: its address, or a category.",
});
