import { z } from "zod";
import { colourShape } from "#lib/core/contrast.ts";
import { answerIn } from "#lib/core/languages.ts";

const words = z.string().min(1).max(500);
const colour = z.string().regex(colourShape, "write a colour like #0b5563");

/** How a company or brand looks: one colour of its own, a tint of the paper, a logo. Each for light and for dark pages. */
export const theme = z.strictObject({
  accent: colour.optional(),
  accent_dark: colour.optional(),
  paper: colour.optional(),
  paper_dark: colour.optional(),
  /** A file beside the map, SVG or PNG. */
  logo: z
    .string()
    .regex(
      /^[A-Za-z0-9_][A-Za-z0-9._-]{0,80}\.(svg|png)$/,
      "name an SVG or PNG file that lies beside the map, without a folder",
    )
    .optional(),
});

const own = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^{}<>]*$/, "write plain words, without { } < >");

/** The words that a company may put in place of ours. Never what a law or a form says. */
const texts = z.strictObject({
  home_title: own(80).optional(),
  home_lede: own(300).optional(),
  /** What search engines and link previews show. */
  description: own(200).optional(),
  help_title: own(80).optional(),
  help_lede: own(200).optional(),
});

export const ownTexts = z.partialRecord(z.enum(answerIn), texts);

export const contact = z.strictObject({ email: z.email(), phone: words.optional(), post: words.optional() });

/** A host as browsers send it: lower case, a port only where it is not the usual one. */
const host = z
  .string()
  .regex(
    /^(?=.{1,253}(:|$))[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9]\d{0,4})?$/,
    "write a host like privacy.example.com",
  );

/** A name under which the company also trades, with addresses of its own. What it leaves out is the company's. */
export const brand = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, "use lower-case letters, digits and _"),
  name: words,
  legal_name: words.optional(),
  /** The hosts of its portal. Links in mails lead to the first. */
  domains: z.array(host).min(1),
  contact: contact.optional(),
  languages: z.array(z.string()).min(1).optional(),
  texts: ownTexts.optional(),
  theme: theme.optional(),
});

export type Theme = z.output<typeof theme>;
export type OwnTexts = z.output<typeof ownTexts>;
export type Brand = z.output<typeof brand>;
