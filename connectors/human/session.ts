import type { Session, SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { HumanSettings } from "./settings.ts";

/** A conversation with a person: there is nothing to connect to, only a question to ask. */
export function openHuman({ settings }: SessionContext<HumanSettings>): Session {
  const { ask, accepts } = settings;
  return {
    check: async () => [
      { name: "read", ok: true, ms: 0, note: `${ask.name} is asked by mail and answers on a page.` },
    ],
    inspect: async () => [],
    explain: async () => [{ purpose: "locate", collection: null, text: `ask ${ask.name}: ${ask.title}` }],
    locate: async () => ({
      kind: "asks_person",
      question: {
        to: { name: ask.name, email: ask.email },
        title: ask.title,
        text: ask.question.trim(),
        accepts,
      },
    }),
    count: async () => {
      throw onlyByAnswer();
    },
    // biome-ignore lint/correctness/useYield: a person's records come from their answer, never from here
    collect: async function* () {
      throw onlyByAnswer();
    },
    close: async () => {},
  };
}

function onlyByAnswer(): ConnectorError {
  return new ConnectorError(
    "misconfigured",
    "This system's records come from a person's answer and cannot be collected.",
  );
}
