import { conformErasing, type ErasingRig } from "#connectors/conformance/erasing.ts";
import { json } from "#connectors/conformance/http-system.ts";
import { httpWireTo } from "#connectors/conformance/http-wire.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { anonymise, collectionsWith, erasable, token } from "./fixture/erasable.ts";

async function start(persons: readonly Person[]): Promise<ErasingRig> {
  const system = await erasable(persons);
  const wire = await httpWireTo(Number(new URL(system.base).port), () => false);
  return {
    settings: {
      base_url: `http://127.0.0.1:${wire.port}`,
      auth: { kind: "bearer", token },
      silence_seconds: 20,
    },
    collections: collectionsWith(undefined),
    anonymising: collectionsWith(anonymise),
    internalHosts: [`127.0.0.1:${wire.port}`],
    secrets: [token],
    lying: async () => [
      ...[...system.people.values()].map((one) => ({ person: String(one.id), bytes: JSON.stringify(one) })),
      ...[...system.notes.values()].map((one) => ({
        person: String(one.person),
        bytes: JSON.stringify(one),
      })),
    ],
    putBack: async ({ notes: _notes, ...person }) => {
      system.people.set(person.id, person);
    },
    plant: async (text) => {
      system.people.set("p-99", {
        id: "p-99",
        email: "other@example.com",
        phone: "",
        name: "",
        secret: "",
        about: text,
      });
      return { table: "people", column: "about" };
    },
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
    },
    stop: async () => {
      await wire.close();
      await system.stop();
    },
  };
}

conformErasing("http", { connector: () => connectorOf("http"), start, without: {} });
