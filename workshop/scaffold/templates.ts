/** The files of a connector that is not written yet: it compiles, keeps every rule, and says what is missing. */
export function templatesFor(id: string): Record<string, string> {
  const { value, type } = namesFor(id);
  return {
    "settings.ts": `import { z } from "zod";

/** How a system of this kind is reached. Secrets arrive resolved; the data map names them as \`env:NAME\`. */
export const ${value}Settings = z.strictObject({
  host: z.string().min(1),
  password: z.string().min(1),
});

export type ${type}Settings = z.output<typeof ${value}Settings>;
`,
    "connector.ts": `import type { Connector } from "#connectors/contract.ts";
import { open${type} } from "./session.ts";
import { type ${type}Settings, ${value}Settings } from "./settings.ts";

/** A system of the kind ${id}. */
export const ${value}Connector: Connector<${type}Settings> = {
  id: "${id}",
  title: "${type}",
  settings: ${value}Settings,
  capabilities: ["locate", "collect", "inspect"],
  open: async (context) => open${type}(context),
};
`,
    "session.ts": `import type { Session, SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { ${type}Settings } from "./settings.ts";

/**
 * Opens a session. Nothing is connected to here: the first question does it, so that \`check\` can report the network.
 * What is not written yet says so, and never that nothing is held.
 */
export function open${type}({ settings }: SessionContext<${type}Settings>): Session {
  const unwritten = (what: string) =>
    new ConnectorError("misconfigured", \`The connector ${id} cannot \${what} yet: connectors/${id}/session.ts is not written.\`);
  return {
    check: async () => [
      { name: "network", ok: false, ms: 0, note: unwritten(\`reach \${settings.host === "" ? "nothing" : "its system"}\`).message },
    ],
    inspect: async () => {
      throw unwritten("inspect its system");
    },
    explain: async () => {
      throw unwritten("explain its walk");
    },
    locate: async () => {
      throw unwritten("look for anybody");
    },
    count: async () => {
      throw unwritten("count records");
    },
    // biome-ignore lint/correctness/useYield: there is nothing to give before it is written
    collect: async function* () {
      throw unwritten("collect records");
    },
    close: async () => {},
  };
}
`,
    [`${id}.conformance.test.ts`]: `import { conform } from "#connectors/conformance/kit.ts";
import { type Harness, twoCollections } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";

const toDo = (what: string) =>
  new Error(\`Write \${what} in connectors/${id}/${id}.conformance.test.ts; connectors/sqlite is the shortest example.\`);

/** The real system, as the conformance kit starts, fills and troubles it. */
const harness: Harness = {
  connector: () => connectorOf("${id}"),
  start: async (people) => {
    const what = \`start(): start the real system and put \${people.length} people with their notes into it\`;
    throw toDo(\`\${what} (collections \${twoCollections().map((one) => one.name).join(" and ")})\`);
  },
  // False for texts that the system cannot store at all.
  holds: (text) => text.isWellFormed(),
  // Troubles that this kind cannot have, each with its reason: stall, cut, wrongCredentials, unreachable.
  without: {},
  manyRows: 100_000,
};

conform("${id}", harness);
`,
  };
}

/** What the connector's value and types are called in code: \`acme_crm\` gives \`acmeCrm\` and \`AcmeCrm\`. */
export function namesFor(id: string): { value: string; type: string } {
  const type = id
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return { type, value: type.charAt(0).toLowerCase() + type.slice(1) };
}
