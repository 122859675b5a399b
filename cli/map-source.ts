import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { InspectedCollection, Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { allEntries, freshMap, shadowedSystems } from "#lib/map/current.ts";
import { logoFindings } from "#lib/map/reading/brands.ts";
import { type Finding, mistake, type Path, type Placed } from "#lib/map/reading/mistake.ts";
import { readMapText } from "#lib/map/reading/read-map.ts";
import type { System } from "#lib/map/schema.ts";
import { openUnrecorded } from "#lib/map/session.ts";
import { yamlOf } from "#lib/map/systems/export.ts";

/** What the commands about the map look at: a file that is named, or that of HABEAS_MAP and the systems of the desk. */
export type MapOptions = { system?: string; file?: string };

/** A system that could be understood, and how a finding about it gets its place. `ofDesk`: described on the desk. */
export type Chosen = { system: System; ofDesk: boolean; from: Path; place(finding: Finding): Placed };
type Text = { text: string; file: string; folder?: string; part: "map" | "systems"; ofDesk: boolean };
export type Looked = { findings: Placed[]; systems: Chosen[] };

const patience = 60;

export async function lookAt(options: MapOptions): Promise<Looked> {
  const texts: Text[] = [];
  if (options.file !== undefined) {
    const text = read(options.file);
    // A list of systems is what `systems apply` takes; with a company it is a whole map.
    texts.push({
      text,
      file: basename(options.file),
      folder: dirname(options.file),
      part: "systems",
      ofDesk: false,
    });
  } else {
    const path = process.env.HABEAS_MAP;
    if (!path) throw new HabeasError("unavailable", "Name a file with -f, or set HABEAS_MAP.");
    texts.push({ text: read(path), file: basename(path), folder: dirname(path), part: "map", ofDesk: false });
    if (process.env.HABEAS_DATABASE_URL) {
      await freshMap();
      for (const one of allEntries().filter(
        (entry) => entry.keptIn === "desk" && entry.state !== "retired",
      )) {
        texts.push({ text: yamlOf([one.written]), file: `desk/${one.id}`, part: "systems", ofDesk: true });
      }
    }
  }
  const whole = texts.map((one) => looked(one, options.file === undefined ? allKnown() : []));
  if (options.file === undefined && process.env.HABEAS_DATABASE_URL) tellShadowed(whole);
  const systems = whole.flatMap((one) => one.systems);
  const wanted = systems.filter((one) => options.system === undefined || one.system.id === options.system);
  const findings = whole.flatMap((one) => one.findings);
  if (options.system === undefined) return { findings, systems: wanted };
  const about = findings.filter((one) => one.place.startsWith(`systems.${options.system}`));
  if (wanted.length === 0 && about.length === 0) {
    throw new HabeasError("not_found", `The data map describes no system ${options.system}.`);
  }
  return { findings: about, systems: wanted };
}

const allKnown = () => (process.env.HABEAS_DATABASE_URL ? allEntries().map((one) => one.system) : []);

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new HabeasError("unavailable", `The file ${basename(path)} cannot be read.`);
  }
}

function looked({ text, file, folder, part, ofDesk }: Text, elsewhere: readonly System[]): Looked {
  const { findings, systems, place, company } = readMapText(text, file, part, elsewhere);
  if (place === null) return { findings, systems: [] };
  if (company && folder !== undefined) {
    findings.push(...logoFindings(company, folder, ["company"]).map(place));
  }
  return { findings, systems: systems.map(({ system, path }) => ({ system, ofDesk, from: path, place })) };
}

/** A system that the file and the desk both describe: the file's is in force, which nobody may have meant. */
function tellShadowed(whole: Looked[]): void {
  for (const { systems, findings } of whole) {
    for (const { system, from, place } of systems) {
      if (!shadowedSystems().includes(system.id)) continue;
      const words = `the desk has a system ${system.id} too, and this one is in force; give one of them another id`;
      findings.push(place(mistake([...from, "id"], words)));
    }
  }
}

/** What a system answered, or in words why it did not. */
export type Answer<T> = { answer: T } | { trouble: string };

/**
 * Has a short conversation with a system of the map. It is not written down: no house need be there. One of the desk
 * reaches no more from here than from there: who described it may not be who runs the machine.
 */
export async function ask<T>(
  { system, ofDesk }: Pick<Chosen, "system" | "ofDesk">,
  work: (session: Session) => Promise<T>,
): Promise<Answer<T>> {
  try {
    const session = await openUnrecorded(system, AbortSignal.timeout(patience * 1000), { ofDesk });
    try {
      return { answer: await work(session) };
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof ConnectorError || error instanceof HabeasError) return { trouble: error.message };
    throw error;
  }
}

/**
 * The live collections of a system. It is asked without the map's own, so that a mistake there is in nobody's way;
 * only in files it is the map that says which belong together.
 */
export function inspect({
  system,
  ofDesk,
}: Pick<Chosen, "system" | "ofDesk">): Promise<Answer<InspectedCollection[]>> {
  const collections = system.connector === "files" ? system.collections : [];
  return ask({ system: { ...system, collections }, ofDesk }, (session) => session.inspect());
}
