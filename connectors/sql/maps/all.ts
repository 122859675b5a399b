import { circles } from "./circles.ts";
import { forms } from "./forms.ts";
import { keys } from "./keys.ts";
import type { MapCase } from "./map-case.ts";
import { ownership } from "./ownership.ts";

/** Every map that a kind of SQL database must walk. */
export const mapCases: MapCase[] = [...ownership, ...circles, ...keys, ...forms];
