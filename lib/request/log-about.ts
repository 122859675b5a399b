import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { requestFor } from "./access.ts";
import { fileAppeal } from "./appeal.ts";
import type { StaffChannel } from "./channels.ts";
import { typedText } from "./clocks/typed.ts";
import { fileComplaint } from "./complain.ts";
import type { Filed } from "./file.ts";
import { receiptFrom, type TypedReceipt } from "./receipt.ts";

/** An appeal or a complaint that came by letter, mail or phone. */
export type LoggedAbout = {
  right: "appeal" | "complaint";
  channel: StaffChannel;
  received: TypedReceipt;
  evidence: string;
  /** What the person said. */
  text: string;
};

/** Files an appeal or a complaint that reached the company elsewhere, with the true time of its receipt. Like the person's own. */
export async function logAbout(
  actor: Actor,
  reference: string,
  logged: LoggedAbout,
  onceKey: string,
): Promise<Filed> {
  await freshMap();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const receipt = receiptFrom(logged.received, logged.channel, new Date(), null);
    const evidence = typedText(logged.evidence, {
      what: "what shows the day of receipt",
      most: 2000,
      least: 5,
    });
    const said = {
      text: typedText(logged.text, { what: "what the person said" }),
      receipt,
      onceKey: `${row.id}/${onceKey}`,
      evidence: { evidence, whyOld: null },
      proof: row.verifiedAt && row.verifiedHow ? { at: row.verifiedAt, how: row.verifiedHow } : null,
    };
    return logged.right === "appeal" ? fileAppeal(tx, actor, row, said) : fileComplaint(tx, actor, row, said);
  });
}
