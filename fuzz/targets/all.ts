import type { Target } from "../target.ts";
import { files } from "./files.ts";
import { structures } from "./structures.ts";
import { words } from "./words.ts";

/** Every edge that is handed hostile inputs. */
export const targets: readonly Target[] = [...words, ...structures, ...files];
