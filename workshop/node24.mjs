/**
 * Loaded before every program of this project, and written so that an old Node can read it: it says in one sentence
 * what is wrong where the program itself would fail in a riddle.
 */
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  console.error(
    `Habeas needs Node 24 and this is Node ${process.versions.node}: run npm install and start it with npm run (on Linux that brings Node 24), or install Node 24 from https://nodejs.org.`,
  );
  process.exit(1);
}

// node:sqlite still announces itself as experimental; the children of this process read the same wish.
const quiet = "--disable-warning=ExperimentalWarning";
const options = process.env.NODE_OPTIONS ?? "";
if (!options.includes(quiet)) process.env.NODE_OPTIONS = `${options} ${quiet}`.trim();
const [print] = process.listeners("warning");
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") print?.call(process, warning);
});

// A privacy tool tells nobody that it was built.
process.env.NEXT_TELEMETRY_DISABLED = "1";
