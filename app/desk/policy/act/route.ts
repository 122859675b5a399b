import type { NextRequest } from "next/server";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { settingInfo, settingKeys } from "#lib/policy/settings.ts";
import { decidePolicy, restorePolicy, type Saved, savePolicy } from "#lib/policy/write.ts";
import { keepForm } from "#lib/staff/kept-form.ts";

const page = "/desk/policy";

/** Saves how the house works as a version, takes an earlier one again, or decides on the one that waits. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, page, { title: "Done", sentence: "" }, async (actor, form) => {
    const numberOf = (name: string) =>
      /^[0-9]{1,6}$/.test(textOf(form, name)) ? Number(textOf(form, name)) : -1;
    const why = textOf(form, "why");
    switch (textOf(form, "act")) {
      case "save":
        try {
          return saidOf(await savePolicy(actor, { settings: settingsIn(form), why, seen: numberOf("seen") }));
        } catch (error) {
          // What was typed is in the boxes again, whatever was wrong with it.
          if (error instanceof HabeasError)
            await keepForm(actor, { action: `${page}/act`, page, fields: fieldsOf(form) });
          throw error;
        }
      case "restore":
        return saidOf(
          await restorePolicy(actor, { number: numberOf("version"), why, seen: numberOf("seen") }),
        );
      case "agree":
        await decidePolicy(actor, numberOf("version"), "agree");
        return { title: "Agreed", sentence: `Version ${numberOf("version")} counts from now on.` };
      case "reject":
        await decidePolicy(actor, numberOf("version"), "reject");
        return { title: "It does not happen", sentence: "The house works as before." };
      default:
        throw new HabeasError("invalid", "Choose something of this page.");
    }
  });
}

const saidOf = ({ number, waits }: Saved): Done =>
  waits
    ? {
        title: `Version ${number} waits for a second person`,
        sentence: "It makes the house less strict, or lets it forget sooner. Until then all stays as it was.",
      }
    : { title: "Saved", sentence: `Version ${number} counts from now on.` };

const fieldsOf = (form: FormData): [string, string][] =>
  [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );

/** The settings of the form; one that is empty is left to whoever decides without the desk. */
function settingsIn(form: FormData): Record<string, unknown> {
  return Object.fromEntries(
    settingKeys.flatMap((key): [string, unknown][] => {
      const text = textOf(form, key);
      if (text === "") return [];
      const { kind } = settingInfo[key];
      if (kind === "switch") return [[key, text === "on" ? true : text === "off" ? false : text]];
      if (kind === "number") return [[key, /^[0-9]{1,6}$/.test(text) ? Number(text) : Number.NaN]];
      return [[key, text === "none" ? [] : text.split(/[\s,]+/).filter(Boolean)]];
    }),
  );
}
