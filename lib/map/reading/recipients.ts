import { recipientSlug } from "../recipient.ts";
import type { System } from "../schema.ts";
import { noSuch } from "./issues.ts";
import { doubt, type Finding, mistake, type Path } from "./mistake.ts";

/** What is wrong with the recipients of one system: names that stand twice, collections that are not there. */
export function recipientFindings(system: System, path: Path): Finding[] {
  const names = system.collections.map((one) => one.name);
  const slugs = system.recipients.map(recipientSlug);
  return system.recipients.flatMap((one, at) => {
    const here = [...path, "recipients", at];
    const found = (one.collections ?? []).flatMap((name, no) =>
      names.includes(name) ? [] : [noSuch([...here, "collections", no], "collection", name, names)],
    );
    const slug = slugs[at] ?? "";
    if (slugs.indexOf(slug) < at) {
      const field = one.id === undefined ? "name" : "id";
      found.push(
        mistake(
          [...here, field],
          `another recipient is called ${slug} already; give one of them an id of its own`,
        ),
      );
    }
    return found;
  });
}

/** Recipients that are said to be a system which is not here; it may be registered on the desk. */
export function strangeSystems(
  systems: readonly { system: System; path: Path }[],
  elsewhere: readonly System[],
): Finding[] {
  const ids = [...systems.map((one) => one.system.id), ...elsewhere.map((one) => one.id)];
  return systems.flatMap(({ system, path }) =>
    system.recipients.flatMap(({ tell }, at) =>
      tell?.system === undefined || ids.includes(tell.system)
        ? []
        : [
            doubt(
              [...path, "recipients", at, "tell", "system"],
              noSuch([], "system", tell.system, ids).message,
            ),
          ],
    ),
  );
}
