import { httpWireTo } from "#connectors/conformance/http-wire.ts";
import { conform } from "#connectors/conformance/kit.ts";
import { receiver } from "#connectors/conformance/receiver.ts";
import { type Harness, type Person, type Rig, twoCollections } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";

const secret = "the secret of the receiver, in words";

async function start(people: readonly Person[]): Promise<Rig> {
  const system = await receiver(people, [secret]);
  const wire = await httpWireTo(system.port, ({ body }) => body.includes('"collect"'));
  const settings = (port: number, word: string) => ({
    url: `http://127.0.0.1:${port}/habeas`,
    secrets: [word],
    silence_seconds: 20,
  });
  return {
    settings: settings(wire.port, secret),
    collections: twoCollections(),
    internalHosts: [`127.0.0.1:${wire.port}`, "127.0.0.1:1"],
    secrets: [secret, "not the secret of the receiver"],
    troubles: {
      ...wire.troubles,
      stranger: wire.changing((answer) => answer.replace('"key":"p-1"', '"key":"p-2"')),
      wrongCredentials: settings(wire.port, "not the secret of the receiver"),
      unreachable: settings(1, secret),
    },
    dropField: async () => system.run("alter table notes rename column text to words"),
    addNotes: async (person, count) => system.addNotes(person, count),
    stop: async () => {
      await wire.close();
      await system.stop();
    },
  };
}

const harness: Harness = {
  connector: () => connectorOf("webhook"),
  start,
  // SQLite, behind the receiver, keeps no half of a character.
  holds: (text) => text.isWellFormed(),
  without: {
    twice: "an answer is one stream with the number of its lines; nothing of it is asked for again",
    mayWrite: "the protocol has only questions; the check sends one with a wrong signature instead",
  },
  manyRows: 100_000,
};

conform("webhook", harness);
