import { faults } from "./cases/all.ts";

for (const { id } of faults) console.log(id);
