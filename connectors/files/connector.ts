import type { Connector } from "#connectors/contract.ts";
import { openFiles } from "./session.ts";
import { type FilesSettings, filesSettings } from "./settings.ts";

/** A folder of NDJSON day files, such as the logs of a website. */
export const files: Connector<FilesSettings> = {
  id: "files",
  title: "Folder of day files",
  settings: filesSettings,
  capabilities: ["locate", "collect"],
  open: async (context) => openFiles(context),
};
