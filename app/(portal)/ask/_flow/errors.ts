import type { Text } from "#app/_text/text.ts";
import type { Draft } from "#lib/request/draft.ts";

export type FieldErrors = { field: string; message: string }[];

/** What is wrong with the fields of one page, in the order of the page and in the reader's words. */
export function errorsOn(
  text: Text,
  draft: Pick<Draft, "errors"> | null,
  fields: readonly string[],
): FieldErrors {
  return fields.flatMap((field) => {
    const key = draft?.errors[field];
    return key ? [{ field, message: text.find(`errors.${key}`) ?? text.t("errors.wrong") }] : [];
  });
}

/** The message for one field, where there is one. */
export function errorFor(errors: FieldErrors, field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
