import { z } from "zod";

const column = z.string().min(1).max(200);

/**
 * Fields by which a person may be recognised where systems share no key. They never decide alone: a likeness is
 * proposed with reasons (see lib/identity/likeness).
 */
export const likeness = z.strictObject({
  full_name: column.optional(),
  given_name: column.optional(),
  family_name: column.optional(),
  birth_date: column.optional(),
  street: column.optional(),
  city: column.optional(),
  postal_code: column.optional(),
  country: column.optional(),
  phone: column.optional(),
  email: column.optional(),
});

export type Likeness = z.output<typeof likeness>;
export type LikenessField = keyof Likeness;
