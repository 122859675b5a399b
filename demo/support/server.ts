import { createServer } from "node:http";
import { needed, serve } from "#demo/process.ts";
import { supportApi } from "./api.ts";
import { openRecords } from "./records.ts";
import { readTrouble } from "./trouble.ts";

const port = Number(needed("LARKSPUR_SUPPORT_PORT"));
const troubleFile = needed("LARKSPUR_SUPPORT_TROUBLE");
const records = openRecords(needed("LARKSPUR_SUPPORT_FILE"), `http://127.0.0.1:${port}`);

const api = supportApi({
  records,
  clientId: needed("LARKSPUR_SUPPORT_CLIENT_ID"),
  clientSecret: needed("LARKSPUR_SUPPORT_CLIENT_SECRET"),
  requestsPerSecond: 40,
  trouble: () => readTrouble(troubleFile),
});

serve(createServer(api), port, () => records.close());
