import type { Command } from "commander";
import { type ReleasedFile, releasedFiles, withdrawFiles } from "#lib/bundle/wrong-file.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { print } from "./print.ts";

const operator = { kind: "operator" } as const;

/** released: who took the files of a request; for the day on which a wrong one went out. */
export function addReleased(program: Command): void {
  program
    .command("released")
    .description(
      "list the files of a request, who took them and when; withdraw them where a wrong one went out",
    )
    .argument("<reference>")
    .option("--revoke", "end all downloads of this request at once, for good", false)
    .option("--notice", "write a draft for the supervisory authority (72 hours)", false)
    .action(async (reference: string, options: { revoke: boolean; notice: boolean }) => {
      await freshMap();
      if (options.revoke) await withdrawFiles(operator, reference);
      const files = await releasedFiles(operator, reference);
      const notice = options.notice ? draft(reference, files, new Date()) : [];
      print(program.opts<{ json: boolean }>().json, { reference, files, notice }, [
        ...(files.length === 0 ? ["No file was released."] : files.flatMap(lines)),
        ...(options.revoke ? ["Withdrawn. No download of this request opens any more."] : []),
        ...(notice.length > 0 ? ["", ...notice] : []),
      ]);
    });
}

function lines(file: ReleasedFile): string[] {
  const state = file.withdrawn ? "withdrawn" : file.open ? "open" : "ended";
  return [
    `File ${file.number}: ${file.records} records of ${file.systems} systems, released by ${file.releasedBy}, ready ${when(file.readyAt)}, ${state}.`,
    ...(file.taken.length === 0 ? ["  Nobody took it."] : []),
    ...file.taken.map(
      ({ at, by, how }) => `  ${when(at)}  ${how === "download" ? "downloaded by" : "sent on by"} ${by}`,
    ),
  ];
}

const when = (at: Date | null) => (at ? at.toISOString() : "never");

/** What Article 33(3) GDPR asks for, as far as the house knows it. Names nobody: the rest is in square brackets. */
function draft(reference: string, files: readonly ReleasedFile[], now: Date): string[] {
  const { company } = currentMap();
  const taken = files.flatMap((file) => file.taken);
  const records = files.filter((file) => file.taken.length > 0).reduce((sum, file) => sum + file.records, 0);
  const end = new Date(now.getTime() + 72 * 60 * 60 * 1000);
  return [
    "DRAFT: notice of a personal data breach (Article 33 GDPR)",
    `Company: ${company.name}. Contact: ${company.contact.email}.`,
    `Known since: ${now.toISOString()} [put the true moment here]. To be sent before: ${end.toISOString()} [72 hours after it].`,
    `What happened: a file with personal data, made for request ${reference}, was released and was wrong. [say how]`,
    `How often it was taken: ${taken.length}. First: ${when(taken[0]?.at ?? null)}. Last: ${when(taken.at(-1)?.at ?? null)}.`,
    `People: [how many, and of what kind]. Records in what was taken: about ${records}.`,
    "What may follow from it: [say what]",
    `What was done: ${files.every((file) => !file.open) ? "no download of the request is open any more" : "downloads are still open: run this with --revoke"}. [what else]`,
    "Whether the people concerned are told, and when (Article 34): [say it]",
  ];
}
