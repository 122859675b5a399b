import type { WrittenCollection } from "#connectors/collection.ts";
import { form as forms } from "#connectors/language/form.ts";

type Meaning = Pick<WrittenCollection, "occurred" | "form">;

/**
 * When its records arose and what they are, without fields that are in the map no longer or that nobody may see (pure). A
 * form that lacks what it cannot be without is none.
 */
export function meaningWithout(before: Meaning, gone: ReadonlySet<string>): Meaning {
  const { occurred, form } = before;
  const left =
    form === undefined
      ? []
      : Object.entries(form).filter(([part, name]) => part === "as" || !gone.has(String(name)));
  const read = forms.safeParse(Object.fromEntries(left));
  return {
    ...(occurred === undefined || gone.has(occurred) ? {} : { occurred }),
    ...(form !== undefined && read.success && left.length > 1
      ? { form: Object.fromEntries(left) as typeof form }
      : {}),
  };
}
