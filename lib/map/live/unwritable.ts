import type { CorrectableField } from "#connectors/correct.ts";
import { doubt, type Finding, type Path } from "../reading/mistake.ts";
import type { System } from "../schema.ts";

/**
 * Fields that the map lets us write and that the live system does not: a person is asked each time, so it is no mistake.
 * @param from where the system stands in what was written
 */
export function unwritableFindings(
  { collections }: Pick<System, "collections">,
  fields: readonly CorrectableField[],
  from: Path,
): Finding[] {
  return fields.flatMap(({ collection, field, why }): Finding[] => {
    const at = collections.findIndex((one) => one.name === collection);
    const one = collections[at];
    if (one === undefined || why === null) return [];
    const here = [...from, "collections", at];
    const words = `a person will be asked to do it each time. ${why}`;
    if (one.fields[field]?.correct?.by === "write")
      return [doubt([...here, "fields", field, "correct"], words)];
    const no = one.effects.findIndex(({ set, lifted }) => Object.hasOwn({ ...set, ...lifted }, field));
    return no < 0 || one.fields[field]?.correct !== undefined
      ? []
      : [doubt([...here, "effects", no], `${field}: ${words}`)];
  });
}
