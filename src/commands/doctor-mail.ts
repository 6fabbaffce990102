import { Command, InvalidArgumentError } from "commander";
import { domainToASCII } from "node:url";
import { readConfig } from "../config.ts";
import { examineMail, type Examined } from "../email/deliverability/examine.ts";
import type { DnsRecord } from "../email/deliverability/mail-finding.ts";
import { tellFindings } from "./tell-findings.ts";
import type { Run } from "./terminal.ts";

// RFC 1035, 3.3: a piece of text in DNS is no longer.
const longestPiece = 255;

export function doctorMailCommand(run: Run): Command {
  return new Command("mail")
    .description(
      "Check in DNS and at the mail server whether mail will arrive, and say which records are missing.",
    )
    .argument("[domain]", "which mail is from, or is to be from; else the one of MAIL_FROM", domain)
    .option("--selector <name>", "look up the DKIM key with which the mail server signs", selector)
    .action((domain: string | undefined, options: { selector?: string }) =>
      examine(run, { domain, ...options }),
    );
}

async function examine(run: Run, examined: Examined): Promise<void> {
  const config = readConfig(run.environment);
  const told = await tellFindings(run, examineMail(config, examined));
  const records = told.flatMap(({ record }) => record ?? []);
  if (records.length > 0) tellRecords(run, records);
}

function tellRecords({ terminal }: Run, records: readonly DnsRecord[]): void {
  terminal.out("");
  terminal.out("Records to put into DNS:");
  for (const { name, type, value } of records) terminal.out(`${name}  ${type}  ${value}`);
  if (records.every(({ value }) => value.length <= longestPiece)) return;
  terminal.out(
    `(In a zone file, a text of more than ${longestPiece} characters stands in several pieces, each in quotes. The forms of most providers cut it by themselves.)`,
  );
}

function domain(written: string): string {
  const name = domainToASCII(written.replace(/\.$/, "")).toLowerCase();
  if (name.length > 253 || !/^([a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(name)) {
    throw new InvalidArgumentError("It takes a domain such as example.org.");
  }
  return name;
}

function selector(written: string): string {
  if (!/^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/i.test(written)) {
    throw new InvalidArgumentError("It takes a word such as s1, as it stands after s= in a mail.");
  }
  return written.toLowerCase();
}
