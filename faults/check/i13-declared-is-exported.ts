import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Check, type Ground, judged, written } from "./ground.ts";
import { recordsIn, unpacked } from "./zip.ts";

type Collection = { name: string; fields: Record<string, object>; erasure?: { act: string } };
type DataMap = { systems: { id: string; collections: Collection[] }[] };

/** Tables that are no collection: what the systems note of themselves. */
const ours = new Set(["journal", "effects", "exports"]);

/** I13: what a system holds is declared, what is declared is in the file, and each collection says what erasing does to it. */
export const declaredIsExported: Check = async (ground) => {
  const map = JSON.parse(readFileSync(join(ground.folder, "map.yaml"), "utf8")) as DataMap;
  const declared = new Map<string, string[]>(
    map.systems.flatMap(({ id, collections }) =>
      collections.map((one) => [`${id}/${one.name}`, Object.keys(one.fields).sort()] as const),
    ),
  );
  const wrong: string[] = [];
  for (const [place, columns] of await columnsIn(ground)) {
    const named = declared.get(place);
    if (!named) wrong.push(`${place} is declared nowhere`);
    for (const one of columns)
      if (named && !named.includes(one)) wrong.push(`${place}.${one} is declared nowhere`);
    for (const one of named ?? [])
      if (!columns.includes(one)) wrong.push(`${place}.${one} is declared and is not there`);
  }
  for (const { id, collections } of map.systems)
    for (const one of collections)
      if (["shop", "news", "crm"].includes(id) && one.erasure === undefined)
        wrong.push(`${id}/${one.name}: nobody said what erasing does to it`);
  const wanted = new Set(judged(ground).map((one) => one.requestId));
  for (const { requestId, file } of written.handed(ground)) {
    if (!wanted.has(requestId)) continue;
    for (const { system, collection, records } of recordsIn(await unpacked(file))) {
      const named = declared.get(`${system}/${collection}`) ?? [];
      const given = [...new Set(records.flatMap((one) => Object.keys(one)))].sort();
      for (const one of given)
        if (!named.includes(one))
          wrong.push(`request ${requestId}: ${system}/${collection}.${one} is declared nowhere`);
      for (const one of named)
        if (!given.includes(one))
          wrong.push(`request ${requestId}: ${system}/${collection}.${one} is not in the file`);
    }
  }
  return wrong;
};

/** Tables and columns as they really are. */
async function columnsIn(ground: Ground): Promise<[string, string[]][]> {
  const rows = await ground.ask(
    "shop",
    "select table_name as t, array_agg(column_name::text order by column_name) as c from information_schema.columns where table_schema = 'public' group by 1",
  );
  const found = rows.map((row): [string, string[]] => [`shop/${row.t}`, row.c as string[]]);
  for (const system of ["news", "crm"]) {
    const database = new DatabaseSync(join(ground.folder, `${system}.sqlite`), { readOnly: true });
    for (const { name } of database.prepare("select name from sqlite_master where type = 'table'").all() as {
      name: string;
    }[]) {
      const columns = database.prepare(`select name from pragma_table_info('${name}')`).all() as {
        name: string;
      }[];
      found.push([`${system}/${name}`, columns.map((one) => one.name)]);
    }
    database.close();
  }
  return found.filter(([place]) => !ours.has(place.split("/")[1] ?? "") && !place.includes("sqlite_"));
}
