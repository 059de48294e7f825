/**
 * Parts of the page that nobody needs at first. They come when the browser has time, so that the page is whole when
 * the network goes; a part that cannot be loaded is tried again instead of taking the page down with it.
 */

import { type ComponentType, type LazyExoticComponent, lazy } from "react";

const RETRY_MS = 2_000;
const parts: (() => Promise<unknown>)[] = [];

export function lately<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  let loading: Promise<{ default: ComponentType<P> }> | null = null;
  const once = () => {
    loading ??= stubbornly(load).then((part) => ({ default: part }));
    return loading;
  };
  parts.push(once);
  return lazy(once);
}

/** Loads every part, those that are declared later too. */
export async function loadAll(): Promise<void> {
  for (const part of parts) await part();
}

async function stubbornly<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
