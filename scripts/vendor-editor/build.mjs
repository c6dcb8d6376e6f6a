// Bundles entry.js and writes the licences and versions of everything that is inside it.
// The same lock file gives the same bytes; tests/site/workbench/test_vendored_editor.py holds the files together.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../../src/rashomon_site/static/vendor/codemirror");
const bundle = join(out, "codemirror.min.js");

const result = await build({
  entryPoints: [join(here, "entry.js")],
  absWorkingDir: here,
  outfile: bundle,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none", // LICENSES.txt holds them all
  banner: { js: "/* CodeMirror 6 and what it needs, MIT: see LICENSES.txt. Made by scripts/vendor-editor. */" },
  metafile: true,
});

const used = Object.keys(result.metafile.outputs)
  .flatMap((file) => Object.keys(result.metafile.outputs[file].inputs))
  .map((file) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
  .filter(Boolean);
const packages = [...new Set(used)].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return { name, version: about.version, kind: about.license, text: readFileSync(join(folder, licence), "utf8").trim() };
});

const digest = createHash("sha256").update(readFileSync(bundle)).digest("hex");
const versions = { file: "codemirror.min.js", sha256: digest, packages: Object.fromEntries(packages.map((p) => [p.name, p.version])) };
writeFileSync(join(out, "versions.json"), JSON.stringify(versions, null, 2) + "\n");
writeFileSync(
  join(out, "LICENSES.txt"),
  packages.map((p) => `${p.name} ${p.version} (${p.kind})\n\n${p.text}\n`).join("\n" + "-".repeat(72) + "\n\n"),
);
console.log(`${bundle}: ${readFileSync(bundle).length} bytes from ${packages.length} packages`);
