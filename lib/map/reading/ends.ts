import { outlineOf } from "#connectors/language/outline.ts";
import type { System } from "../schema.ts";
import { type Finding, mistake, type Path } from "./mistake.ts";

/** Kinds of systems in which a retention run can look for what has outlived its time. */
const able: ReadonlySet<string> = new Set(["postgres", "mariadb", "sqlite"]);

/** Where the map says that records end, and no retention run could end them so. */
export function endsFindings({ connector, collections }: System, from: Path): Finding[] {
  const { steps } = outlineOf(collections);
  return collections.flatMap((one, at): Finding[] => {
    if (one.ends === undefined) return [];
    const here = [...from, at, "ends"];
    if (!able.has(connector))
      return [mistake(here, "records end by themselves in databases only: leave `ends` out", "name")];
    if (!Object.hasOwn(one.fields, one.ends.from))
      return [mistake([...here, "from"], "name a field that stands in a column of its own")];
    if (/^P$/.test(one.ends.after))
      return [mistake([...here, "after"], "say a time, as in P3Y, P18M or P90D")];
    const acts = steps.filter((step) => step.collection === one.name).map((step) => step.rule.act);
    const other = acts.find((act) => act !== "delete");
    if (other !== undefined)
      return [
        mistake(
          here,
          `records that end are deleted, and the erasure of these is \`${other}\`: say \`erasure: { act: delete }\`, or leave \`ends\` out`,
          "name",
        ),
      ];
    return [];
  });
}
