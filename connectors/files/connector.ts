import type { Connector } from "#connectors/contract.ts";
import { openFiles } from "./session.ts";
import { type FilesSettings, filesSettings } from "./settings.ts";

/** Files in a folder or a bucket, such as the logs of a website or the nightly exports of a till. */
export const files: Connector<FilesSettings> = {
  id: "files",
  title: "Folder or bucket of files",
  settings: filesSettings,
  capabilities: ["locate", "collect", "inspect", "candidates", "erase", "correct"],
  open: openFiles,
};
