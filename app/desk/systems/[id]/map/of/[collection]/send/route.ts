import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { collectionAddress, systemAddress } from "#app/desk/_systems/address.ts";
import { leaveOut, type MendedField, mendCollection } from "#lib/map/systems/mend-map.ts";

type Context = { params: Promise<{ id: string; collection: string }> };

/** Writes what the form says of a collection into the next version, or leaves the collection out. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const asked = await context.params;
  const [id, name] = [partFrom(asked.id), partFrom(asked.collection)];
  const done = { title: "It is saved", sentence: "" };
  return act(request, collectionAddress(id, name), done, async (actor, form) => {
    const basedOn = Number(textOf(form, "basedOn"));
    if (textOf(form, "do") === "leave") {
      const { version } = await leaveOut(actor, id, name, { basedOn, why: textOf(form, "why") });
      const to = systemAddress(id, "/map");
      return { title: "It is left out", sentence: `Version ${version} no longer reads it.`, to };
    }
    const saved = await mendCollection(actor, id, name, {
      basedOn,
      label: textOf(form, "label"),
      category: textOf(form, "category"),
      purpose: textOf(form, "purpose"),
      legalBasis: textOf(form, "legalBasis"),
      source: textOf(form, "source"),
      retention: textOf(form, "retention"),
      fields: fieldsIn(form),
    });
    const wrong = saved.mistakes.length;
    return {
      title: `Version ${saved.version} is saved`,
      sentence:
        wrong === 0
          ? `${saved.changes.length === 1 ? "One thing differs" : `${saved.changes.length} things differ`} from the version before.`
          : `To put right before it can be enabled: ${saved.mistakes.join("; ")}.`,
    };
  });
}

/** The rows of the table. A field that cannot be left out sends no box, and a mark that it is used. */
function fieldsIn(form: FormData): Map<string, MendedField> {
  const fields = new Map<string, MendedField>();
  for (let at = 0; form.has(`n${at}`); at += 1) {
    fields.set(textOf(form, `n${at}`), {
      keep: textOf(form, `k${at}`) === "yes" || textOf(form, `u${at}`) === "yes",
      label: textOf(form, `l${at}`),
      category: textOf(form, `c${at}`),
      kind: textOf(form, `i${at}`),
      fact: textOf(form, `f${at}`),
      never: textOf(form, `x${at}`) === "yes",
    });
  }
  return fields;
}
