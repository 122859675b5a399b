import { environment } from "#lib/config/environment.ts";
import { bucketStore } from "./bucket-store.ts";
import { folderStore } from "./folder-store.ts";
import type { Store } from "./place.ts";

let chosen: Store | undefined;

/** The store of this process: a folder, or a bucket where HABEAS_STORE says `s3://bucket/prefix`. */
export function store(): Store {
  if (chosen) return chosen;
  const { HABEAS_STORE, HABEAS_STORE_ENDPOINT } = environment();
  chosen = HABEAS_STORE.startsWith("s3://")
    ? bucketStore(HABEAS_STORE, HABEAS_STORE_ENDPOINT)
    : folderStore(HABEAS_STORE);
  return chosen;
}
