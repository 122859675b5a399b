import { keepHeapSmall } from "./small-heap.ts";

keepHeapSmall();
// Asked for only now: what is imported above would be linked before the heap is told to stay small.
await import("./serve.ts");
