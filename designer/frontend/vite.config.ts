/**
 * Builds the canvas page: hashed files and a manifest, from which Django links the page's entry. Each script and style is
 * also written as gzip and brotli, which the server sends to browsers that take them.
 */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const packings = {
  ".gz": (plain: Buffer) => promisify(gzip)(plain, { level: 9 }),
  // Quality 11 takes twenty times as long and saves a few per cent more.
  ".br": (plain: Buffer) =>
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
};

function packed(): Plugin {
  return {
    name: "callwright-packed",
    apply: "build",
    async writeBundle({ dir }) {
      if (!dir) return;
      const assets = join(dir, "assets");
      const names = (await readdir(assets)).filter((name) => /\.(js|css)$/.test(name));
      await Promise.all(names.map((name) => pack(join(assets, name))));
    },
  };
}

async function pack(path: string): Promise<void> {
  const plain = await readFile(path);
  for (const [ending, packing] of Object.entries(packings)) {
    await writeFile(path + ending, await packing(plain));
  }
}

export default defineConfig({
  base: "/static/designer/",
  plugins: [react(), packed()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "../../static/designer",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: "src/main.tsx" },
  },
});
