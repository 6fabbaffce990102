// `broadsheet user`: who has an account here, and with what role. The lists are in user-list.ts.
import { createInterface } from "node:readline/promises";
import { Command, Option } from "commander";
import { openAccounts, type Accounts } from "../community/accounts/accounts.ts";
import {
  makeInvitation,
  mostUsesOfAll,
  parseInvitationNote,
} from "../community/accounts/invitations.ts";
import { voidLinks } from "../community/accounts/links.ts";
import { removePassword } from "../community/accounts/passwords.ts";
import { endSessions, listPasskeys, removePasskey } from "../community/accounts/sessions.ts";
import { renewFollowFeed } from "../community/follow-feed.ts";
import { parseName } from "../community/names.ts";
import { voidOwnerLinks } from "../community/owner.ts";
import { endTokens } from "../community/tokens/tokens.ts";
import { addReader, roles, type Reader, type Role } from "../community/readers.ts";
import { giveRole } from "../community/roles.ts";
import type { Config } from "../config.ts";
import { writeWelcome } from "../email/letters/account-letters.ts";
import { letterheadOf } from "../email/letters/letterhead.ts";
import { putIntoOutbox } from "../email/sending/outbox.ts";
import { parseAddress } from "../email/subscriptions/address.ts";
import { forgetReader } from "../email/subscriptions/forget-reader.ts";
import { openKeeper } from "../email/subscriptions/suppression.ts";
import { Invalid } from "../errors.ts";
import { links } from "../links.ts";
import { instanceSecret } from "../store/instance.ts";
import type { Database } from "../store/tables.ts";
import { getReaderNamed } from "./moderator.ts";
import { wholeNumber, withDatabase, withInstance, type Run } from "./terminal.ts";
import { listCommand } from "./user-list.ts";
import { tokenCommand } from "./user-token.ts";

export function userCommand(run: Run): Command {
  const user = new Command("user")
    .description("List, add, change and delete those who have an account here.")
    .addCommand(listCommand(run))
    .addCommand(
      ofAddress("add", "Make an account, and print a link that signs in once, within ten minutes.")
        .option("--name <name>", "as others see it; else what stands before the @")
        .addOption(new Option("--role <role>", "what they may do").choices(roles).default("reader"))
        .option("--letter", "write to them instead of printing a link")
        .action((address: string, options: AddOptions) => add(run, address, options)),
    )
    .addCommand(
      ofReader("role", "Make somebody a reader, editor, moderator or owner.")
        .addArgument(new Command().createArgument("<role>", "what they may do").choices(roles))
        .action((address: string, role: Role) => changeRole(run, address, role)),
    )
    .addCommand(
      ofReader(
        "reset",
        "Sign somebody out everywhere, take their password, passkeys and tokens away, and print a link that signs in once.",
      ).action((address: string) => reset(run, address)),
    )
    .addCommand(
      ofReader("delete", "Delete an account and everything that is theirs, for good.")
        .option("--yes", "without asking")
        .option("--keep-subscription", "leave the subscription of the same address alone")
        .option("--empty-comments", "delete the text of their comments too; threads stay")
        .action((address: string, options: DeleteOptions) => deleteUser(run, address, options)),
    )
    .addCommand(tokenCommand(run))
    .addCommand(
      new Command("invite")
        .description("Print a link by which people may make accounts, good for two weeks.")
        .option("--uses <count>", "how many may come by it", wholeNumber, 1)
        .option("--note <text>", "what whoever opens it reads", "")
        .action((options: InviteOptions) => invite(run, options)),
    );
  for (const command of user.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return user;
}

function ofAddress(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument("<address>", "the mail address of the account");
}

function ofReader(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument("<who>", "the mail address of the account, or its handle");
}

interface AddOptions {
  name?: string;
  role: Role;
  letter?: boolean;
}

async function add(run: Run, written: string, options: AddOptions): Promise<void> {
  const { terminal } = run;
  const address = parseAddress(written);
  const { role, letter = false } = options;
  const name = parseName(options.name ?? address.slice(0, address.lastIndexOf("@")));
  // Somebody may be there before anything else is.
  const make = async ({ db, config, accounts }: Desk): Promise<void> => {
    const now = new Date();
    if (!letter) {
      const reader = await addReader(db, { address, name, role, now });
      if (role === "owner") await voidOwnerLinks(db);
      await printLink(run, { config, accounts }, reader);
      return;
    }
    const letterhead = letterheadOf({ config, secret: await instanceSecret(db) });
    await db.transaction().execute(async (db) => {
      const reader = await addReader(db, { address, name, role, now });
      const welcome = writeWelcome({ letterhead, to: address, path: links.signIn(), now });
      await putIntoOutbox(db, { kind: "invitation", reader: reader.id, letter: welcome, now });
    });
    terminal.out(`${name} has an account, and a letter waits in the outbox for ${address}.`);
  };
  await withAccounts(run, make, withDatabase);
}

async function changeRole(run: Run, written: string, role: Role): Promise<void> {
  await withInstance(run, async (db) => {
    const reader = await getReaderNamed(db, written);
    await giveRole(db, { reader: reader.id, role, now: new Date() });
    if (role === "owner") await voidOwnerLinks(db);
    run.terminal.out(`${reader.name} is ${role === "reader" ? "a reader" : inWords[role]} now.`);
  });
}

const inWords = { editor: "an editor", moderator: "a moderator", owner: "an owner" } as const;

async function reset(run: Run, written: string): Promise<void> {
  await withAccounts(run, async ({ db, config, accounts }) => {
    const reader = await getReaderNamed(db, written);
    await db.transaction().execute(async (db) => {
      await removePassword(db, reader.id);
      for (const { id } of await listPasskeys(db, reader.id)) {
        await removePasskey(db, { reader: reader.id, passkey: id });
      }
      await endSessions(db, { reader: reader.id });
      await endTokens(db, { reader: reader.id });
      await voidLinks(db, reader.address);
      await renewFollowFeed(db, reader);
    });
    await printLink(run, { config, accounts }, reader);
  });
}

interface DeleteOptions {
  yes?: boolean;
  keepSubscription?: boolean;
  emptyComments?: boolean;
}

async function deleteUser(run: Run, written: string, options: DeleteOptions): Promise<void> {
  const { yes = false, keepSubscription = false, emptyComments = false } = options;
  await withInstance(run, async (db, config) => {
    const reader = await getReaderNamed(db, written);
    if (!yes) await demandYes(reader);
    const keeper = await openKeeper(db, config.DATA_DIR);
    await forgetReader(db, keeper, {
      reader,
      keepSubscription,
      emptyComments,
      now: new Date(),
    });
    const comments = emptyComments
      ? ""
      : " What they said in discussions stays as a former reader’s.";
    run.terminal.out(
      `The account of ${reader.address} is deleted with everything that was theirs.${comments} Backups keep what was in them.`,
    );
  });
}

/** @throws Invalid */
async function demandYes({ name, address }: Reader): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new Invalid("Nothing was deleted: say --yes where there is no terminal to ask on.");
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(
      `This deletes ${name} and everything that is theirs, for good. Write ${address} to say yes: `,
    );
    if (answer.trim().toLowerCase() !== address) throw new Invalid("Nothing was deleted.");
  } finally {
    lines.close();
  }
}

interface InviteOptions {
  uses: number;
  note: string;
}

async function invite(run: Run, { uses: mostUses, note: written }: InviteOptions): Promise<void> {
  const note = parseInvitationNote(written);
  if (mostUses > mostUsesOfAll) throw new Invalid(`By one link ${mostUsesOfAll} may come at most.`);
  await withInstance(run, async (db, { SITE_URL, REGISTRATION }) => {
    if (REGISTRATION === "closed") {
      throw new Invalid(
        "REGISTRATION is closed, so that nobody comes by a link. `broadsheet user add` makes an account.",
      );
    }
    const now = new Date();
    const token = await makeInvitation(db, { reader: undefined, note, mostUses, now });
    run.terminal.out(links.whole(links.invitation(token), SITE_URL));
    const many = mostUses === 1 ? "One person" : `${mostUses} people`;
    run.terminal.error(`${many} may come by it within two weeks. It is told this once.`);
  });
}

interface Desk {
  db: Database;
  config: Config;
  accounts: Accounts;
}

async function withAccounts(
  run: Run,
  act: (desk: Desk) => Promise<void>,
  open: typeof withDatabase = withInstance,
): Promise<void> {
  await open(run, async (db, config) => {
    const secret = await instanceSecret(db);
    const log = (message: string) => run.terminal.error(message);
    const accounts = openAccounts({ db, secret, config, clock: () => new Date(), log });
    await act({ db, config, accounts });
  });
}

async function printLink(
  { terminal }: Run,
  { config, accounts }: Pick<Desk, "config" | "accounts">,
  { name, address }: Reader,
): Promise<void> {
  const token = await accounts.makeLink(address);
  terminal.out(links.whole(links.signInLink(token), config.SITE_URL));
  terminal.error(`It signs ${name} in, once, within ten minutes.`);
}
