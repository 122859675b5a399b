import type { Connector } from "#connectors/contract.ts";
import { signedAt } from "./callback.ts";
import { openHttp } from "./session.ts";
import { type HttpSettings, httpSettings } from "./settings.ts";

/** Any HTTP API that answers JSON, described in the data map. */
export const http: Connector<HttpSettings> = {
  id: "http",
  title: "HTTP API",
  settings: httpSettings,
  capabilities: ["locate", "collect", "inspect", "calls_back", "erase", "correct"],
  open: async (context) => openHttp(context),
  callSignedAt: (settings, call) =>
    settings.callback === undefined ? null : signedAt(settings.callback, call),
};
