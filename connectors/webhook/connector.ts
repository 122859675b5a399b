import type { Connector } from "#connectors/contract.ts";
import { callSignedAt } from "#connectors/http/signed-message.ts";
import { openWebhook } from "./session.ts";
import { type WebhookSettings, webhookSettings } from "./settings.ts";

/** A system that implements our own small protocol (docs/webhook-protocol.md). */
export const webhook: Connector<WebhookSettings> = {
  id: "webhook",
  title: "Own system, by our protocol",
  settings: webhookSettings,
  capabilities: ["locate", "collect", "inspect", "calls_back", "erase", "correct"],
  open: async (context) => openWebhook(context),
  callSignedAt: (settings, call) => callSignedAt(settings.secrets, call),
};
