// Deletes an account for good: the reader, the letters to them and, unless it is to stay, the
// subscription of the same address. Page and command line do it by this one function.
import { deleteReader } from "../../community/accounts/delete-reader.ts";
import { demandAnotherOwner, type Reader } from "../../community/readers.ts";
import { cutLog } from "../../store/cut-log.ts";
import type { Database } from "../../store/tables.ts";
import { forgetPicker } from "../digests/forget-picker.ts";
import { addressKey as addressKeyOf } from "./address.ts";
import {
  forgetAddress,
  forgetLetters,
  listLettersOf,
  removeLetters,
  removeLettersNamed,
} from "./forget.ts";
import { endSubscription, findByAddress } from "./subscriptions.ts";
import type { Keeper } from "./suppression.ts";

/** Whoever is cut off halfway still has the account, and does it again. @throws Invalid for the only owner. */
export async function forgetReader(
  db: Database,
  keeper: Keeper,
  {
    reader,
    keepSubscription,
    emptyComments,
    now,
  }: { reader: Reader; keepSubscription: boolean; emptyComments: boolean; now: Date },
): Promise<void> {
  await demandAnotherOwner(db, reader);
  const { dataDir } = keeper;
  const addressKey = addressKeyOf(reader.address);
  const subscription = await findByAddress(db, addressKey);
  if (subscription && !keepSubscription) {
    const { id } = subscription;
    await endSubscription(db, keeper, { id, addressKey, now });
    await forgetAddress(db, { id, addressKey, dataDir });
  }
  const letters = await listLettersOf(db, reader.id);
  await db.transaction().execute(async (db) => {
    await forgetPicker(db, reader);
    await deleteReader(db, { reader, emptyComments, now });
    await forgetLetters(db, addressKey);
  });
  await removeLettersNamed(dataDir, letters);
  // The letters of a subscription that stays lie beside the others, and stay.
  if (!subscription || !keepSubscription) await removeLetters(dataDir, addressKey);
  await cutLog(db);
}
