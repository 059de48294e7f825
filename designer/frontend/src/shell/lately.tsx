/**
 * Parts of the page that nobody needs at first. They come when the browser has time, so that the page is whole when
 * the network goes; a part that cannot be loaded is tried again instead of taking the page down with it.
 */

import { type ComponentType, lazy, type ReactNode, useState } from "react";
import { askForLostStyles } from "./lost_styles";

const RETRY_MS = 2_000;
const parts: (() => Promise<unknown>)[] = [];

/**
 * The part, loaded at once when it is first shown. One that has come already stands there with the next picture: what
 * waits for its code, even for code that is there, is shown by React no sooner than a third of a second later.
 */
export function lately<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  let loaded: ComponentType<P> | null = null;
  let loading: Promise<{ default: ComponentType<P> }> | null = null;
  const once = () => {
    loading ??= stubbornly(load).then((part) => {
      loaded = part;
      return { default: part };
    });
    return loading;
  };
  parts.push(once);
  const Awaited = lazy(once);
  return function Lately(props: P) {
    // One that is shown already must not become another one: it would lose what is written in it.
    const [Shown] = useState(() => loaded ?? Awaited);
    return <Shown {...props} />;
  };
}

/** Loads every part, and then those that the loaded ones declare. */
export async function loadAll(): Promise<void> {
  let count = 0;
  while (count < parts.length) {
    const next = parts.slice(count);
    count = parts.length;
    await Promise.all(next.map((part) => part()));
  }
}

async function stubbornly<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      do await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      while (!(await askForLostStyles()));
    }
  }
}
