import { circles } from "./circles.ts";
import { delf } from "./delf.ts";
import { edna } from "./edna.ts";
import { forms } from "./forms.ts";
import { k9db } from "./k9db.ts";
import { keys } from "./keys.ts";
import type { MapCase } from "./map-case.ts";
import { ownership } from "./ownership.ts";

/** One map for each annotation of K9db, Edna and DELF. */
export const annotatedCases = [...k9db, ...edna, ...delf];

/** Every map that a kind of SQL database must walk. */
export const mapCases: MapCase[] = [...ownership, ...circles, ...keys, ...forms, ...annotatedCases];
