/** A failure that the person at the terminal can do something about: one sentence, no stack. */
export class DemoError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "DemoError";
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** One sentence that says what happened and what to do, for anything that can end the start of the demo. */
export function sentenceOf(error: unknown, folder: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DemoError) return message;
  switch (codeOf(error)) {
    case "ENOSPC":
    case "EDQUOT":
    case "53100":
      return `The disk is full: free about 1.5 GB where ${folder} lies, then start again.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `No permission to write in ${folder}: give this user write permission there, or run from a folder of your own.`;
    case "42501":
      return "The account in HABEAS_DATABASE_URL may not create databases and roles: give it CREATEDB and CREATEROLE, or unset the variable to use the demo's own server.";
    case "28P01":
    case "28000":
      return "The database server refuses the account in HABEAS_DATABASE_URL: check its name and password.";
    case "ECONNREFUSED":
    case "ENOTFOUND":
      return `A server that the demo needs does not answer (${message}): check HABEAS_DATABASE_URL, or unset it.`;
    default:
      return /ENOSPC|no space left/i.test(message)
        ? `The disk is full: free about 1.5 GB where ${folder} lies, then start again.`
        : message;
  }
}
