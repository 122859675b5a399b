import { type Command, InvalidArgumentError } from "commander";
import { acceptRestore, keepCheckpoint } from "#lib/audit/log/keeper.ts";
import { logState } from "#lib/audit/log/state.ts";
import { print } from "./print.ts";

/** audit: checkpoint, accept-restore. */
export function addKeepCommands(audit: Command, json: () => boolean): void {
  audit
    .command("checkpoint")
    .description("sign the log as it stands now and hand that to the witness")
    .action(async () => {
      const checkpoint = await keepCheckpoint();
      const { witness } = await logState();
      const sentence = checkpoint
        ? `Signed: ${checkpoint.size} events. Witness: ${witness.trouble ?? witness.state}.`
        : "Nothing is in the log yet.";
      print(json(), { size: checkpoint?.size ?? 0, note: checkpoint?.note ?? null, witness: witness.state }, [
        sentence,
      ]);
    });

  audit
    .command("accept-restore")
    .description("go on from this database although the witness has seen more, after a backup was put back")
    .requiredOption(
      "--reason <words>",
      "why, in 5 to 200 characters; it stays in the log for ever: name nobody",
      reasonTyped,
    )
    .action(async ({ reason }: { reason: string }) => {
      const { from, checkpoint } = await acceptRestore(reason);
      print(json(), { witnessed: from, size: checkpoint.size, note: checkpoint.note }, [
        `Accepted. The log goes on with ${checkpoint.size} events; its witness had seen ${from}.`,
        "Workers and the portal start again by themselves within a minute.",
      ]);
    });
}

function reasonTyped(typed: string): string {
  const reason = typed.trim();
  if (reason.length < 5 || reason.length > 200 || /\p{Cc}/u.test(reason) || reason.includes("@"))
    throw new InvalidArgumentError("it has 5 to 200 characters on one line, and no address of anybody.");
  return reason;
}
