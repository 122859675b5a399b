import { randomUUID } from "node:crypto";
import { type Command, Option } from "commander";
import { HabeasError } from "#lib/core/errors.ts";
import { newToken } from "#lib/core/token.ts";
import { rights } from "#lib/law/rights.ts";
import { answers } from "#lib/request/answers.ts";
import { fileRequest } from "#lib/request/file.ts";
import { sendCode, tryCode } from "#lib/request/prove.ts";
import { track } from "#lib/request/track.ts";
import { print } from "./print.ts";

type AskOptions = {
  right: string;
  name: string;
  email: string;
  place: string;
  details: string;
  once?: string;
};

/** ask, prove, status: what a person does. */
export function addAskCommands(program: Command): void {
  const json = () => program.opts<{ json: boolean }>().json;

  program
    .command("ask")
    .description("file a request for yourself; a code goes to the e-mail address")
    .addOption(new Option("--right <right>", "what is asked for").choices([...rights]).makeOptionMandatory())
    .requiredOption("--name <name>", "full name")
    .requiredOption("--email <email>", "the address that the company knows")
    .requiredOption("--place <place>", "country, or US state: IE, DE, GB, US-CA")
    .option("--details <text>", "anything to add", "")
    .option("--once <key>", "the same key files once, however often it is sent")
    .action(async (options: AskOptions) => {
      const asked = answers.safeParse({ ...options, who: "self" });
      if (!asked.success) {
        const wrong = [...new Set(asked.error.issues.map((issue) => issue.path.join(".")))].join(", ");
        throw new HabeasError("invalid", `This is not right: ${wrong}. Nothing was filed.`);
      }
      const session = newToken();
      const visitor = { kind: "visitor", browser: session } as const;
      const filed = await fileRequest(visitor, asked.data, options.once ?? randomUUID(), "command_line");
      if (filed.needsProof) await sendCode(visitor, filed.reference);
      const next = filed.needsProof
        ? [`A code was mailed. Then: habeas prove ${filed.reference} --code … --session ${session}`]
        : ["No proof is needed for this right; the work has begun."];
      print(json(), { reference: filed.reference, needsProof: filed.needsProof, session }, [
        `Filed as ${filed.reference}.`,
        ...next,
      ]);
    });

  program
    .command("prove")
    .description("prove the mailbox with the code from the mail")
    .argument("<reference>")
    .requiredOption("--code <code>", "eight digits")
    .requiredOption("--session <session>", "as printed by ask")
    .action(async (reference: string, options: { code: string; session: string }) => {
      const verdict = await tryCode({ kind: "visitor", browser: options.session }, reference, options.code);
      if (verdict.kind !== "proven") {
        const sentence =
          verdict.kind === "spent"
            ? "This code can no longer be used. Ask for a new one on the portal."
            : "That code is not right. Nothing was changed.";
        throw new HabeasError("invalid", sentence);
      }
      print(json(), { reference, proven: true }, [`Proven. The systems are being asked for ${reference}.`]);
    });

  program
    .command("status")
    .description("how far a request is")
    .argument("<reference>")
    .action(async (reference: string) => {
      const tracking = await track({ kind: "operator" }, reference);
      print(json(), tracking, [
        `${tracking.reference}  ${tracking.right}  ${tracking.status}  due ${tracking.deadline.safeDue}`,
        ...tracking.systems.map(
          (system) =>
            `  ${system.title}: ${system.state.replaceAll("_", " ")}, ${system.records} records${system.cause ? ` (${system.cause})` : ""}`,
        ),
        ...(tracking.bundle ? [`  bundle ${tracking.bundle.number}: ${tracking.bundle.state}`] : []),
      ]);
    });
}
