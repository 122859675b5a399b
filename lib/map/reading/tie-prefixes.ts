import type { Collection } from "#connectors/collection.ts";
import { type Finding, mistake, type Path } from "./mistake.ts";

/** Kinds that compare what stands behind a prefix. The others would compare the whole value and lose rows. */
const able: ReadonlySet<string> = new Set(["postgres", "mariadb", "sqlite"]);

/** Ties with a prefix in a kind of system that cannot leave it away. */
export function prefixFindings(connector: string, collections: readonly Collection[], from: Path): Finding[] {
  if (able.has(connector)) return [];
  return collections.flatMap((one, at) =>
    one.belongs.flatMap((edge, no) =>
      edge.on
        .filter((tie) => tie.prefix !== "" || tie.theirPrefix !== "")
        .map((tie) =>
          mistake(
            [...from, at, "belongs", no, "on", tie.own.text],
            "a prefix can be left away in databases only; tie whole values here",
          ),
        ),
    ),
  );
}
