// The link in a letter by which letters of its kinds end. It needs no table and no cookie: it names its
// reader and the kinds, and is signed. That is all it can do.
import { isSignedBy, sign } from "../../store/instance.ts";
import {
  notificationKinds,
  type NotificationKind,
} from "../../community/notifications/notification-kinds.ts";

export interface Off {
  reader: number;
  kinds: readonly NotificationKind[];
}

const token = /^(\d{1,15})\.([a-z-]{1,80})\.([\w-]{32})$/;

/** `12.reply-mention.…` */
export function signOff(secret: string, off: Off): string {
  return `${off.reader}.${off.kinds.join("-")}.${sign(secret, meant(off))}`;
}

/** `undefined` where the link is none of ours, or was cut off. */
export function readOff(secret: string, written: string): Off | undefined {
  const [, reader, named = "", signature = ""] = token.exec(written) ?? [];
  const kinds = notificationKinds.filter((kind) => named.split("-").includes(kind));
  const off = { reader: Number(reader), kinds };
  return isSignedBy(secret, meant(off), signature) ? off : undefined;
}

function meant({ reader, kinds }: Off): string {
  return `no letters ${reader} ${kinds.join("-")}`;
}
