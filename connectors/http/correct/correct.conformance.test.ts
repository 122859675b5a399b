import { conformCorrecting } from "#connectors/conformance/correcting.ts";
import { type CorrectingRig, correctable } from "#connectors/conformance/correcting-rig.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { httpWireTo } from "#connectors/conformance/http-wire.ts";
import { fieldsOf, type Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { type Erasable, erasable, token } from "../fixture/erasable.ts";
import { correctingMap } from "./fixture/map.ts";

/** Changes the record, and never answers. */
const losing = (system: Erasable) => async () => {
  system.meddle = (asked, response) => {
    const id = decodeURIComponent(asked.url.pathname.split("/")[2] ?? "");
    const record = system.people.get(id);
    if (asked.method !== "PATCH" || record === undefined) return false;
    system.people.set(id, { ...record, ...(JSON.parse(asked.body) as object) });
    response.destroy();
    return true;
  };
  return async () => {
    system.meddle = () => false;
  };
};

async function start(persons: readonly Person[]): Promise<CorrectingRig> {
  const system = await erasable(persons);
  for (const [id, one] of system.people) system.people.set(id, { ...one, points: 7, member: true });
  const wire = await httpWireTo(Number(new URL(system.base).port), () => false);
  const names = { name: "name", email: "email", phone: "phone", text: "text" };
  const map = correctingMap().map((one) =>
    one.name === "people" ? { ...one, fields: { ...one.fields, ...fieldsOf("points", "member") } } : one,
  );
  const first = (person: Person) =>
    [...system.notes].find(([, one]) => one.person === person.id) as [string, Record<string, unknown>];
  return {
    settings: {
      base_url: `http://127.0.0.1:${wire.port}`,
      auth: { kind: "bearer", token },
      silence_seconds: 20,
    },
    collections: correctable(map, names, ["points", "member"]),
    names,
    internalHosts: [`127.0.0.1:${wire.port}`],
    secrets: [token],
    lying: async () => [
      ...[...system.people.values()].map((one) => ({ person: String(one.id), bytes: JSON.stringify(one) })),
      ...[...system.notes.values()].map((one) => ({
        person: String(one.person),
        bytes: JSON.stringify(one),
      })),
    ],
    write: async (person, field, value) => {
      system.people.set(person.id, { ...system.people.get(person.id), [field]: value });
    },
    give: async (person, other) => {
      const [no, note] = first(person);
      system.notes.set(no, { ...note, person: other.id });
    },
    remove: async (person) => {
      system.notes.delete(first(person)[0]);
    },
    refused: { field: "email", value: "no address whatever it says" },
    typed: [
      { field: "points", from: "7", to: "8.5", wrong: "many" },
      { field: "member", from: "true", to: "false", wrong: "perhaps" },
    ],
    forbid: async () => {
      system.meddle = ({ method }, response) => {
        if (method === "GET") return false;
        json(response, 403, { error: "read only" });
        return true;
      };
    },
    troubles: {
      busy: wire.troubles.busy,
      broken: wire.troubles.broken,
      slow: wire.troubles.slow,
      cut: async () => {
        const every = setInterval(() => void wire.troubles.cut(), 5);
        return async () => clearInterval(every);
      },
      lost: losing(system),
    },
    stop: async () => {
      await wire.close();
      await system.stop();
    },
  };
}

conformCorrecting("http", { connector: () => connectorOf("http"), start, without: {} });
