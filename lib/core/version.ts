import about from "../../package.json" with { type: "json" };

/** The version of Habeas that this process runs. */
export const version: string = about.version;
