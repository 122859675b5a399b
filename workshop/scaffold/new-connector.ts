import { join } from "node:path";
import { ScaffoldError, scaffoldConnector } from "./scaffold.ts";

/** `npm run new:connector <id>`: the folder and the registry line of a new kind of system. */
const [id, ...more] = process.argv.slice(2);
if (id === undefined || more.length > 0) {
  console.error("Name the new kind of system: npm run new:connector acme_crm");
  process.exitCode = 1;
} else {
  try {
    const paths = scaffoldConnector(join(import.meta.dirname, "../.."), id);
    console.log(`Made:\n${paths.map((path) => `  ${path}`).join("\n")}`);
    console.log(
      `\nNext: write settings.ts and session.ts as docs/connecting.md says, then the harness in ${id}.conformance.test.ts, and run npm test -- ${id}`,
    );
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
