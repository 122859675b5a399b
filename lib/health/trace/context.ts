import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, type ContextManager, ROOT_CONTEXT } from "@opentelemetry/api";

/** Keeps which span is under way through whatever is waited for, by Node's own means. */
export class NodeContext implements ContextManager {
  readonly #kept = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.#kept.getStore() ?? ROOT_CONTEXT;
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    context: Context,
    work: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.#kept.run(context, () => work.apply(thisArg, args));
  }

  bind<T>(context: Context, target: T): T {
    if (typeof target !== "function") return target;
    const kept = this.#kept;
    const bound = function (this: unknown, ...args: unknown[]): unknown {
      return kept.run(context, () => target.apply(this, args));
    };
    return bound as T;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    this.#kept.disable();
    return this;
  }
}
