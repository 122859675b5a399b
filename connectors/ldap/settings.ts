import { z } from "zod";

/** How a directory is reached and as whom. What is searched stands in `base`. */
export const ldapSettings = z
  .strictObject({
    url: z.url({ protocol: /^ldaps?$/ }),
    base: z.string().min(1).max(1000),
    bind_dn: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    /** For `ldap://`: StartTLS unless the directory is on this machine. `ldaps://` is always verified TLS. */
    tls: z.enum(["start_tls", "off"]).optional(),
    /** Certificates of the authority that signed the directory's own, as PEM, where it is no public one. */
    ca: z.string().min(1).optional(),
    connect_seconds: z.number().positive().default(10),
    /** Longest time of one page of answers. */
    answer_seconds: z.number().positive().default(60),
    page_size: z.int().min(1).max(1000).default(500),
  })
  .refine((one) => (one.bind_dn === undefined) === (one.password === undefined), {
    error: "name both `bind_dn` and `password`, or neither",
    path: ["password"],
  });

export type LdapSettings = z.output<typeof ldapSettings>;
