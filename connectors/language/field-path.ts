import { z } from "zod";

/** One step into a JSON value: by a member's name, or to each element of an array. */
export type PathStep = { kind: "member"; name: string } | { kind: "each" };

/** A column, or a place inside the JSON or the array that a column holds. */
export type FieldPath = { column: string; steps: readonly PathStep[]; text: string };

const form = /^[^[\]\s>-](?:[^[\]>]*[^[\]\s>-])?(?:\[\])?(?:->[^[\]>]+(?:\[\])?)*$/;

/**
 * Reads `column`, `column->member->member`, `column[]`, `column->list[]->member`. `[]` means each element.
 * Returns null for anything else.
 */
export function fieldPath(text: string): FieldPath | null {
  if (text.length > 200 || !form.test(text)) return null;
  const [first = "", ...members] = text.split("->");
  const steps: PathStep[] = first.endsWith("[]") ? [{ kind: "each" }] : [];
  for (const member of members) {
    steps.push({ kind: "member", name: member.replace(/\[\]$/, "") });
    if (member.endsWith("[]")) steps.push({ kind: "each" });
  }
  return { column: first.replace(/\[\]$/, ""), steps, text };
}

/** True where a path may lead to several values of one row. */
export function hasMany(path: FieldPath): boolean {
  return path.steps.some((step) => step.kind === "each");
}

/** A field path as it is written in the data map. */
export const fieldRef = z.string().transform((text, context): FieldPath => {
  const path = fieldPath(text);
  if (path === null) {
    context.addIssue({ code: "custom", message: "write column, column->member or column[]->member" });
    return z.NEVER;
  }
  return path;
});
