import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { environment } from "#lib/config/environment.ts";
import type { Scope } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Role, roles } from "#lib/core/role.ts";

const word = z.string().min(1).max(200);
const place = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, {
  error: "must be a country of two letters, or a part of one like US-CA",
});

const group = z
  .strictObject({
    group: word,
    role: z.enum(roles),
    brands: z.array(word).min(1).optional(),
    places: z.array(place).min(1).optional(),
    systems: z.array(word).min(1).optional(),
  })
  .refine((one) => (one.role === "owner") === (one.systems !== undefined), {
    error: "systems are for role owner, and an owner needs them",
  });

const file = z.strictObject({
  /** The claim of the company's sign-in that lists a person's groups. */
  claim: word.default("groups"),
  groups: z
    .array(group)
    .min(1)
    .refine((all) => new Set(all.map((one) => one.group)).size === all.length, {
      error: "each group stands once",
    }),
});

/** What the groups of the company's sign-in may do here. The first group of the list that somebody is in decides their role. */
export type StaffGroups = z.output<typeof file>;

let read: { from: string; groups: StaffGroups } | undefined;

/**
 * The groups by the operator's file, read once; null where there is none. Throws HabeasError `unavailable` with what is
 * wrong in it: then nobody gets in by a group.
 */
export function staffGroups(): StaffGroups | null {
  const from = environment().HABEAS_STAFF_GROUPS;
  if (from === undefined) return null;
  if (read?.from !== from) read = { from, groups: parseGroups(readFileSync(from, "utf8")) };
  return read.groups;
}

/** Reads the file of groups. Throws HabeasError `unavailable` that names each wrong place. */
export function parseGroups(text: string): StaffGroups {
  let written: unknown;
  try {
    if (isTooDeep(text)) throw new Error("too deep");
    // Its own words, and its warnings, repeat the file.
    written = parse(text, { maxAliasCount: 0, logLevel: "silent", prettyErrors: false });
  } catch {
    throw new HabeasError(
      "unavailable",
      "The file of staff groups is not right. It is no YAML that can be read.",
    );
  }
  const result = file.safeParse(written);
  if (result.success) return result.data;
  // A name that we do not know is repeated only where it looks like one: a file that is something else is not told.
  const wrong = result.error.issues
    .map((one) => {
      const known = one.code !== "unrecognized_keys" || one.keys.every((key) => /^[a-z_]{1,30}$/.test(key));
      return `${one.path.join(".")}: ${known ? one.message : "holds a name that is not known here"}`;
    })
    .join("; ");
  throw new HabeasError("unavailable", `The file of staff groups is not right. ${wrong}`);
}

/** More brackets within brackets than any such file has: what reads YAML takes the square of their number in time. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const letter of text) {
    if (letter === "[" || letter === "{") depth += 1;
    else if (letter === "]" || letter === "}") depth -= 1;
    if (depth > 100) return true;
  }
  return false;
}

export type Part = { role: Role; scope: Scope };

/**
 * What the claims of a sign-in give somebody here, or null: no access. Groups that the file names come first; the claim
 * `habeas_role` gives a role over all brands and places to whom no group is known. Of several groups with the role that
 * decides, brands and places add up; one without a limit has none.
 */
export function partOf(claims: Readonly<Record<string, unknown>>, known: StaffGroups | null): Part | null {
  const own = claims[known?.claim ?? "groups"];
  const theirs = new Set(Array.isArray(own) ? own.filter((one) => typeof one === "string") : []);
  const hits = known?.groups.filter((one) => theirs.has(one.group)) ?? [];
  const first = hits[0];
  if (first) {
    const same = hits.filter((one) => one.role === first.role);
    return {
      role: first.role,
      scope: {
        brands: sum(same.map((one) => one.brands)),
        places: sum(same.map((one) => one.places)),
        systems: sum(same.map((one) => one.systems ?? [])) ?? [],
      },
    };
  }
  const role = roles.find((one) => one === claims.habeas_role);
  // An owner of systems is one by a group that names the systems.
  if (role === undefined || role === "owner") return null;
  return { role, scope: { brands: null, places: null, systems: [] } };
}

/** All that several lists name; null as soon as one of them has no limit. */
function sum(lists: readonly (readonly string[] | undefined)[]): string[] | null {
  const all = new Set<string>();
  for (const list of lists) {
    if (list === undefined) return null;
    for (const one of list) all.add(one);
  }
  return [...all].sort();
}
