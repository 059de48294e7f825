/** Unit tests of the front end; what needs a real browser is in `tests/browser`. */

import { mergeConfig } from "vite";
import { defineConfig } from "vitest/config";
import build from "./vite.config.ts";

export default mergeConfig(
  build,
  defineConfig({
    test: {
      include: ["src/**/*.test.{ts,tsx}"],
      environment: "node",
      restoreMocks: true,
      // Laying out a large drawing takes its time where much else runs.
      testTimeout: 30_000,
    },
  }),
);
