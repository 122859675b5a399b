import type { Link } from "./links.ts";
import { isShared } from "./meeting.ts";
import type { People } from "./people.ts";
import { type Part, partOf } from "./roles.ts";
import { columnOf, type DraftTable } from "./table.ts";
import { hasText, isListOf, isLookup, isNamed, isTold, isWritten, personal } from "./table-kinds.ts";

/** One proposed way in which a table's rows belong to a person. */
export type Way = Part & {
  to: DraftTable;
  on: Record<string, string>;
  when?: Record<string, string | number | null>;
  onDelete: Link["onDelete"];
  sure: number;
  /** Reached from what points to it, not from what it points to. */
  beside?: true;
  /** What it points to is a thing of theirs, not the person. */
  part?: true;
};

/** For each table: the ways, or why it is left out. */
export type Belonging = { ways: ReadonlyMap<string, readonly Way[]>; left: ReadonlyMap<string, string> };

/**
 * Walks from the people outwards until nothing is added: first what points to people, then what points to what is
 * theirs, then what theirs points to and is nobody else's.
 */
export function belongingOf(
  tables: readonly DraftTable[],
  links: readonly Link[],
  people: readonly People[],
): Belonging {
  const roots = new Set(people.map((one) => one.table));
  const ways = new Map<string, Way[]>();
  const left = new Map<string, string>();
  const faces = facesOf(links, roots);
  const rest = tables.filter((table) => !roots.has(table) && table.kind !== "view");
  for (const table of tables)
    if (table.kind === "view" && !roots.has(table)) left.set(table.name, "a view of other tables");

  for (const table of rest) {
    const direct = links.filter(
      (link) => link.from === table && (roots.has(link.to) || faces.has(link.to)) && link.to !== table,
    );
    const found = direct.flatMap((link) => {
      const face = faces.has(table) && roots.has(link.to);
      const part = face
        ? ({ as: "owned", why: "stands for them one to one" } as const)
        : partOf(columnOf(table, link.columns[0] ?? "")?.words ?? []);
      return part ? [wayOf(link, part)] : [];
    });
    const theirs = found.some((way) => way.as === "owned");
    // Who made or changed a row matters where they wrote something in it, not as a mark of upkeep.
    const kept = found.filter(
      (way) =>
        (way.as === "owned" &&
          (!isLookup(table) || way.onDelete === "cascade" || inKey(table, way) || isOneOf(table, way))) ||
        (!isLookup(table) && (way.as === "about" || (theirs ? isTold(table) : isWritten(table)))),
    );
    if (kept.length > 0) ways.set(table.name, together([...kept, ...asGuest(table, kept, roots)]));
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const table of rest) {
      if (ways.has(table.name)) continue;
      const found = needed(table, [...below(table, links, ways), ...beside(table, links, ways, roots)]);
      if (found.length === 0) continue;
      ways.set(table.name, found);
      grew = true;
    }
  }
  complete(rest, links, ways, roots);
  for (const table of rest) {
    if (!ways.has(table.name)) {
      left.set(
        table.name,
        isLookup(table) ? "what the company offers or how it is set up" : "no way leads from a person to it",
      );
    }
  }
  return { ways, left };
}

/** Once it is known what belongs to people: the further ways to what was reached, but none that goes in a circle. */
function complete(
  rest: readonly DraftTable[],
  links: readonly Link[],
  ways: Map<string, readonly Way[]>,
  roots: ReadonlySet<DraftTable>,
): void {
  for (const table of rest) {
    const found = ways.get(table.name);
    if (found === undefined) continue;
    const onlyWrote = found.every((way) => way.as === "authored" || way.as === "about");
    const besides =
      found.some((way) => way.beside) || found.every((way) => way.when === undefined && isPartly(table, way));
    const mostly = found.every((way) => way.when === undefined && isPartly(table, way, 0.4));
    const more = [
      ...beside(table, links, ways, roots).filter((way) => besides || way.as === "shared"),
      // What was written on something of theirs is theirs to see, whoever wrote it.
      ...needed(table, below(table, links, ways)).filter(
        (way) =>
          way.when !== undefined || ((onlyWrote || mostly) && (way.as === "owned" || way.as === "shared")),
      ),
    ].filter(
      (way) =>
        !found.some(
          (one) => one.to === way.to && Object.keys(one.on).join() === Object.keys(way.on).join(),
        ) && !(ways.get(way.to.name) ?? []).some((back) => back.to === table),
    );
    const all = [...found, ...more];
    const used = all.filter((way) => !isUnused(table, way));
    ways.set(table.name, used.length > 0 ? used : all);
  }
}

/** Whether rows are left that a way does not reach. */
function isPartly(table: DraftTable, way: Way, share = 0): boolean {
  return Object.keys(way.on).some((name) => {
    const column = columnOf(table, name);
    return column?.nullable === true && column.look.empty > column.look.seen * share;
  });
}

/** A column in which nothing ever stands leads nowhere. */
function isUnused(table: DraftTable, way: Way): boolean {
  return Object.keys(way.on).every((name) => {
    const look = columnOf(table, name)?.look;
    return look !== undefined && look.seen >= 5 && look.empty === look.seen;
  });
}

/** Tables that stand for a person one to one: an actor beside its user. What points to them points to the person. */
function facesOf(links: readonly Link[], roots: ReadonlySet<DraftTable>): Set<DraftTable> {
  const pointedTo = new Set(links.filter((link) => !roots.has(link.from)).map((link) => link.to));
  const faces = links.filter(
    ({ from, to, columns, when }) =>
      roots.has(to) &&
      !roots.has(from) &&
      when === undefined &&
      pointedTo.has(from) &&
      !isLookup(from) &&
      from.keys.some((key) => key.join() === columns.join()),
  );
  return new Set(faces.map((link) => link.from));
}

function wayOf(link: Link, part: Part): Way {
  return {
    ...part,
    to: link.to,
    on: Object.fromEntries(link.columns.map((column, place) => [column, link.toColumns[place] ?? ""])),
    ...(link.when ? { when: link.when } : {}),
    onDelete: link.onDelete,
    why: `${link.why}; ${part.why}`,
    sure: link.sure,
  };
}

/** Bought without an account, perhaps: then the e-mail address on the row is all that leads to the person. */
function asGuest(table: DraftTable, ways: readonly Way[], roots: ReadonlySet<DraftTable>): Way[] {
  const [way, ...more] = ways;
  const [column, ...others] = Object.keys(way?.on ?? {});
  if (!way || more.length > 0 || others.length > 0 || !column || !roots.has(way.to) || way.when) return [];
  const email = (one: DraftTable) => one.columns.find((each) => each.seeming.identifier === "email")?.name;
  const [own, theirs] = [email(table), email(way.to)];
  // Some products write 0 where there is nobody.
  const none = table.values.get(column)?.has("0") && !way.to.values.get(way.on[column] ?? "")?.has("0");
  if (!own || !theirs || !(columnOf(table, column)?.nullable || none)) return [];
  if (!isTold(table) && !none) return [];
  const why = `an e-mail address where ${column} is empty: without an account`;
  return [
    {
      to: way.to,
      on: { [own]: theirs },
      when: { [column]: none ? 0 : null },
      as: "owned",
      why,
      onDelete: "none",
      sure: 0.7,
    },
  ];
}

/** A list of what there is belongs to nobody who made an entry; who is on the list is part of its key. */
const inKey = (table: DraftTable, way: Way) =>
  table.keys.some((key) => Object.keys(way.on).every((name) => key.includes(name)));

/** `user_options` of a user: a list of its own for each, which every row says whose it is. */
const isOneOf = (table: DraftTable, way: Way) =>
  isListOf(table, way.to) &&
  Object.keys(way.on).every((name) => columnOf(table, name)?.nullable === false) &&
  plainKeyWord(table, way);

const plainKeyWord = (table: DraftTable, way: Way) =>
  Object.keys(way.on).every((name) => partOf(columnOf(table, name)?.words ?? [])?.as === "owned");

/** Where somebody asks, an `owner` is the one who answers. */
const asking = ["customer", "requester", "requestor", "client", "reporter"];

/** Two people who own one row, buyer and seller, share it; besides an owner, whoever wrote it is only its author. */
function together(ways: Way[]): Way[] {
  const served = ways.some((way) => way.as === "owned" && asking.includes(way.role ?? ""));
  const told = ways.map((way) =>
    served && way.as === "owned" && way.role === "owner"
      ? { ...way, as: "about" as const, why: `${way.why}: whoever looks after it` }
      : way,
  );
  const owners = told.filter((way) => way.as === "owned" && way.when === undefined);
  if (owners.length < 2) return told;
  return told.map((way) => (way.as === "owned" ? { ...way, as: "shared" as const } : way));
}

/** A part of something that is theirs: order lines of an order. */
function below(table: DraftTable, links: readonly Link[], ways: ReadonlyMap<string, readonly Way[]>): Way[] {
  return links
    .filter(
      (link) =>
        link.from === table &&
        link.to !== table &&
        ways.has(link.to.name) &&
        (!isLookup(table) || isListOf(table, link.to)),
    )
    .map((link) => ({
      ...wayOf(link, { as: standing(ways.get(link.to.name) ?? []), why: `part of ${link.to.name}` }),
      part: true as const,
    }));
}

/** Where one way reaches every row, the others reach none besides. */
function needed(table: DraftTable, ways: Way[]): Way[] {
  const always = ways.filter(
    (way) =>
      way.when === undefined &&
      Object.keys(way.on).every((name) => columnOf(table, name)?.nullable === false),
  );
  return always.length > 0 ? [...always, ...ways.filter((way) => way.when !== undefined)] : ways;
}

/** What only something of theirs points to, about as often as there are rows: the address of an order. */
function beside(
  table: DraftTable,
  links: readonly Link[],
  ways: ReadonlyMap<string, readonly Way[]>,
  roots: ReadonlySet<DraftTable>,
): Way[] {
  if (isLookup(table)) return [];
  return links.flatMap((link): Way[] => {
    const owner = link.from;
    if (
      link.to !== table ||
      owner === table ||
      link.when !== undefined ||
      !(ways.has(owner.name) || roots.has(owner))
    )
      return [];
    const column = columnOf(owner, link.columns[0] ?? "");
    const met = isShared(link, ways, roots);
    if (met !== undefined) return met ? [besideOf(link, { as: "shared", why: "they take part in it" })] : [];
    // A post is nobody's because they liked it, an application not the interviewer's.
    if (isListOf(owner, table)) return [];
    if (!roots.has(owner) && standing(ways.get(owner.name) ?? []) === "about") return [];
    const different = column?.look.distinct ?? 0;
    const there = (column?.look.seen ?? 0) - (column?.look.empty ?? 0);
    const oneToOne = there >= 3 && different === there;
    if (!personal(table) && !oneToOne) return [];
    // Many rows that point to few are pointing to a list to choose from.
    if (!(hasText(table) && !isNamed(table)) && there > 4 && different < there / 3) return [];
    const as = roots.has(owner) ? "owned" : standing(ways.get(owner.name) ?? []);
    return [besideOf(link, { as })];
  });
}

const besideOf = (link: Link, part: { as: Way["as"]; why?: string }): Way => ({
  as: part.as,
  to: link.from,
  on: Object.fromEntries(link.toColumns.map((own, place) => [own, link.columns[place] ?? ""])),
  onDelete: "none",
  why: `${link.why} of ${link.from.name} points here${part.why ? `; ${part.why}` : ""}`,
  beside: true,
  sure: Math.min(link.sure, 0.75),
});

/** How a part of something stands: as the thing itself does at best. */
function standing(ways: readonly Way[]): Way["as"] {
  for (const as of ["owned", "shared", "authored"] as const) if (ways.some((way) => way.as === as)) return as;
  return "about";
}
