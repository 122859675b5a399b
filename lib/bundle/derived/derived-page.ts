import { type Markup, page } from "../html.ts";
import { css } from "../style.ts";
import type { Words } from "../words/words.ts";
import { threadCss } from "./threads/style.ts";

/** A whole page of the bundle that is made of records. */
export function wholePage(title: string, body: Markup, { language, direction }: Words): string {
  return page({ language, direction, title, css: css + threadCss, body });
}
