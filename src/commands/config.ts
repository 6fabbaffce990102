import { Command } from "commander";
import { readConfig, settings, shownSetting, writtenSettings, type Setting } from "../config.ts";
import { dayIn } from "../papers/period.ts";
import { readSections } from "../search/sections.ts";
import type { Run } from "./terminal.ts";

export function configCommand(run: Run): Command {
  return new Command("config")
    .description("Print every setting as it is in force, secrets hidden, and check the sections.")
    .option("--markdown", "print the table of all settings for the README")
    .action(({ markdown = false }: { markdown?: boolean }) => {
      if (markdown) {
        run.terminal.out(settingsTable());
        return;
      }
      const written = writtenSettings(run.environment);
      for (const [name, value] of Object.entries(written)) {
        run.terminal.out(`${name}=${shownSetting(name, value) ?? "(hidden)"}`);
      }
      const { CONFIG_FILE, TIME_ZONE } = readConfig(run.environment);
      readSections(CONFIG_FILE, { today: dayIn(TIME_ZONE, new Date()) });
    });
}

/** The README's table. */
export function settingsTable(): string {
  const rows = Object.entries<Setting<unknown>>(settings).map(
    ([name, { type, default: value, purpose }]) =>
      `| \`${name}\` | ${type} | ${value ? `\`${value}\`` : ""} | ${purpose} |`,
  );
  return ["| name | type | default | what it is for |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}
