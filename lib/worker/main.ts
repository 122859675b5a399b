import { keepHeapSmall } from "./small-heap.ts";

keepHeapSmall();
// Before the log, which does not start either with a level that it does not know.
const { refuseBadStart } = await import("#lib/config/start/refuse.ts");
refuseBadStart("worker");
// Asked for only now: what is imported above would be linked before the heap is told to stay small.
await import("./serve.ts");
