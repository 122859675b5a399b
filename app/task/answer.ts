import { HabeasError } from "#lib/core/errors.ts";
import type { OwnerAnswer } from "#lib/fanout/answer-human-task.ts";
import { typedRows } from "./typed-rows.ts";

/** What the owner of a system answered, from the form's fields. Throws HabeasError `invalid` with what is missing. */
export function answerFrom(form: FormData): OwnerAnswer {
  switch (form.get("answer")) {
    case "nothing":
      return { kind: "nothing" };
    case "file":
      return filesFrom(form.getAll("file"));
    case "rows":
      return { kind: "rows", tables: typedRows(form) };
    case "done":
      return { kind: "done", note: noteFrom(form, "note", "Write down what you found or did.") };
    case "not_mine":
      return {
        kind: "not_mine",
        note: noteFrom(form, "other", "Say who else may know, or that you do not know."),
      };
    default:
      throw new HabeasError("invalid", "Choose one of the answers.");
  }
}

function filesFrom(fields: FormDataEntryValue[]): OwnerAnswer {
  const files = fields.filter((field): field is File => field instanceof File && field.size > 0);
  const [first, ...more] = files.map((file) => file.stream());
  if (first === undefined) {
    throw new HabeasError(
      "invalid",
      "Choose the file with the rows you found, or answer that you found nothing.",
    );
  }
  return more.length === 0 ? { kind: "file", bytes: first } : { kind: "file", bytes: first, more };
}

/** Characters. */
const longestNote = 2000;

function noteFrom(form: FormData, name: string, missing: string): string {
  const value = form.get(name);
  const note = typeof value === "string" ? value.replaceAll("\0", "").trim() : "";
  if (note === "") throw new HabeasError("invalid", missing);
  if (note.length > longestNote)
    throw new HabeasError("invalid", "That note is too long: 2,000 characters at most.");
  return note;
}
