/**
 * Fonts of the letters, for scripts that Typst carries none of: from their packages to dist/fonts,
 * each beside its licence. Nothing there is served to browsers.
 */

import { cpSync, mkdirSync, rmSync } from "node:fs";

const PACKAGES = new URL("node_modules/@expo-google-fonts/", import.meta.url);
const FONTS = new URL("dist/fonts/", import.meta.url);
const CARRIED = {
  "noto-sans-arabic": ["400Regular/NotoSansArabic_400Regular.ttf", "LICENSE_FONT"],
  "noto-sans-ethiopic": ["400Regular/NotoSansEthiopic_400Regular.ttf", "LICENSE_FONT"],
};

rmSync(FONTS, { recursive: true, force: true });
for (const [name, files] of Object.entries(CARRIED)) {
  const folder = new URL(`${name}/`, FONTS);
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    cpSync(new URL(`${name}/${file}`, PACKAGES), new URL(file.split("/").at(-1), folder));
  }
}
