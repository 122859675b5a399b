import { createHmac, randomUUID } from "node:crypto";
import type { Records } from "./records.ts";
import type { Truth } from "./system.ts";

export const exportSecret = "the secret by which exports are told";

/** A call that says that an export is ready, as it goes over the wire. */
export type ExportCall = { headers: Record<string, string>; body: Uint8Array };

/** Exports that take their time: done when they were asked after often enough, or when a test says so. */
export type Exports = {
  start(body: { phone: string; notify?: string }): Truth;
  poll(id: string): Truth;
  result(id: string): Truth;
  /** How often an export must be asked after before it is done; 1 by default. */
  patience: number;
  /** The address that was given for a person's newest export, to call when it is ready. */
  notifyOf(phone: string): string | undefined;
  finish(phone: string): void;
};

export function exportsOf(records: Records): Exports {
  const one = (id: string) => records.all("select * from exports where id = ?", id)[0];
  const exports: Exports = {
    patience: 1,
    start({ phone, notify = "" }) {
      records.run("insert into exports (phone, notify, polls) values (?, ?, 0)", phone, notify);
      const [row] = records.all("select max(id) as id from exports");
      return { status: 202, body: { export: { id: String(row?.id) } } };
    },
    poll(id) {
      const row = one(id);
      if (row === undefined) return { status: 404, body: { error: "no such export" } };
      records.run("update exports set polls = polls + 1 where id = ?", id);
      return {
        status: 200,
        body: { status: Number(row.polls) + 1 >= exports.patience ? "done" : "working" },
      };
    },
    result(id) {
      const row = one(id);
      if (row === undefined) return { status: 404, body: { error: "no such export" } };
      const items = records.all("select id, phone, name from contacts where phone = ?", String(row.phone));
      return { status: 200, body: { items } };
    },
    notifyOf(phone) {
      const [row] = records.all("select notify from exports where phone = ? order by id desc limit 1", phone);
      return row === undefined || row.notify === "" ? undefined : String(row.notify);
    },
    finish(phone) {
      records.run("update exports set polls = 1000000 where phone = ?", phone);
    },
  };
  return exports;
}

/** A call signed as Standard Webhooks do. `at` in seconds since 1970. */
export function signedCall(
  at: number = Math.floor(Date.now() / 1000),
  { body = '{"type":"finished"}', secret = exportSecret, id = `msg_${randomUUID()}` } = {},
): ExportCall {
  const signature = createHmac("sha256", secret).update(`${id}.${at}.${body}`).digest("base64");
  return {
    headers: {
      "webhook-id": id,
      "webhook-timestamp": String(at),
      "webhook-signature": `v1,${signature}`,
      "content-type": "application/json",
    },
    body: Buffer.from(body),
  };
}
