import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { rowsOf } from "../world/people.ts";
import type { SystemName } from "../world.ts";
import { type Check, judged, written } from "./ground.ts";
import { recordsIn, unpacked } from "./zip.ts";

/** I4: a file that was handed over holds all of the person, and not one mark of anybody else. */
export const onlyOnesOwn: Check = async (ground) => {
  const wrong: string[] = [];
  const whose = new Map(judged(ground).map((one) => [one.requestId, one.n]));
  for (const { requestId, file, sha256 } of written.handed(ground)) {
    const n = whose.get(requestId);
    if (n === undefined) continue;
    if (createHash("sha256").update(readFileSync(file)).digest("hex") !== sha256) {
      wrong.push(`request ${requestId}: the file is not the one that was built`);
      continue;
    }
    const files = await unpacked(file);
    for (const [name, bytes] of files)
      for (const [mark, other] of bytes
        .toString("latin1")
        .matchAll(/kx(\d+)(?:shop|news|visits|crm|mail|name)/gi))
        if (Number(other) !== n) wrong.push(`request ${requestId}: ${name.split("/").at(-1)} holds ${mark}`);
    const counted = new Map(
      recordsIn(files).map(({ system, collection, records }) => [`${system}/${collection}`, records.length]),
    );
    for (const [system, collections] of Object.entries(rowsOf(n)) as [SystemName, Record<string, number>][])
      for (const [collection, laid] of Object.entries(collections)) {
        const given = counted.get(`${system}/${collection}`) ?? 0;
        if (given !== laid)
          wrong.push(
            `request ${requestId}: ${given} of ${laid} records of ${system}/${collection} are in the file`,
          );
      }
  }
  return wrong;
};
