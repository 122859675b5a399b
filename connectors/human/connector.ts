import type { Connector } from "#connectors/contract.ts";
import { readAnswer } from "./answer.ts";
import { openHuman } from "./session.ts";
import { type HumanSettings, humanSettings } from "./settings.ts";

/** A person who keeps records by hand and answers a question about them. */
export const human: Connector<HumanSettings> = {
  id: "human",
  title: "A person who answers",
  settings: humanSettings,
  capabilities: ["asks_person"],
  open: async (context) => openHuman(context),
  read: (upload, collections) => readAnswer(upload, collections),
};
