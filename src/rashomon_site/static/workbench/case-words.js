// Completion and explanations from the published JSON Schema, and from the ids that the text itself defines.

import { placeAt } from "./yaml-place.js";

// Which ids stand where: as the value of a key, or as keys inside one.
const ID_VALUES = { source: "sources", given: "evidence", items: "evidence", ended: "hypotheses" };
const ID_KEYS = { likelihood: "hypotheses", otherwise: "hypotheses", says_regardless: "hypotheses", showed: "indicators" };

export class CaseWords {
  constructor(address) {
    this.vocabulary = { hypotheses: [], sources: [], evidence: [], indicators: [] };
    this.schema = fetch(address).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  }

  learn(vocabulary) {
    for (const [part, ids] of Object.entries(vocabulary ?? {})) if (ids.length) this.vocabulary[part] = ids;
  }

  complete = async (context) => {
    const word = context.matchBefore(/[\w.-]*/);
    if (!context.explicit && word.from === word.to) return null;
    const schema = await this.schema;
    if (!schema) return null;
    const { path, key, listKey } = placeAt(context.state.doc, word.from);
    const options = key ? this.values(schema, path, key) : this.keys(schema, path);
    if (listKey) options.push(...this.values(schema, path.slice(0, -1), listKey));
    return options.length ? { from: word.from, options, validFor: /^[\w.-]*$/ } : null;
  };

  keys(schema, path) {
    const ids = ID_KEYS[path.at(-1)];
    if (ids) return this.ids(ids, ": ").concat(ids === "hypotheses" ? [{ label: "other", apply: "other: ", detail: "Something else", type: "property" }] : []);
    return [...nodesAt(schema, path)].flatMap((node) =>
      Object.entries(node.properties ?? {}).map(([label, value]) => ({
        label, apply: holdsMore(schema, value) ? `${label}:` : `${label}: `, type: "property", info: value.description,
      })));
  }

  values(schema, path, key) {
    if (ID_VALUES[key]) return this.ids(ID_VALUES[key], "");
    return [...nodesAt(schema, [...path, key])].flatMap((node) => [
      ...(node.enum ?? (node.const === undefined ? [] : [node.const])).map((value) => ({ label: String(value), type: "enum" })),
      ...(node.type === "boolean" ? [{ label: "true", type: "keyword" }, { label: "false", type: "keyword" }] : []),
    ]);
  }

  ids(part, after) {
    return this.vocabulary[part].map(([id, name]) => ({ label: id, apply: id + after, detail: name.slice(0, 60), type: "variable" }));
  }

  // What the word at `position` means, as plain text, or null.
  async explain(doc, position) {
    const line = doc.lineAt(position);
    const word = [...line.text.matchAll(/[\w.-]+/g)].find((m) => line.from + m.index <= position && position <= line.from + m.index + m[0].length);
    const schema = word && (await this.schema);
    if (!schema) return null;
    const from = line.from + word.index;
    const { path, key } = placeAt(doc, from);
    const isKey = /^\s*:/.test(line.text.slice(word.index + word[0].length));
    const words = isKey ? this.meaning(schema, path, word[0]) : null;
    const text = words ?? this.name(isKey ? ID_KEYS[path.at(-1)] : ID_VALUES[key], word[0]);
    return text ? { from, to: from + word[0].length, text } : null;
  }

  meaning(schema, path, key) {
    for (const node of nodesAt(schema, path)) if (node.properties?.[key]?.description) return node.properties[key].description;
    return null;
  }

  name(part, id) {
    return part ? this.vocabulary[part].find(([known]) => known === id)?.[1] : null;
  }
}

// Every part of the schema that may stand at `path`; lists are stepped into by themselves.
function nodesAt(schema, path) {
  let nodes = spread(schema, [schema]);
  for (const step of path) {
    nodes = spread(schema, [...nodes].flatMap((node) => [
      ...(node.properties?.[step] ? [node.properties[step]] : []),
      ...Object.values(node.patternProperties ?? {}),
      ...(typeof node.additionalProperties === "object" ? [node.additionalProperties] : []),
    ]));
  }
  return nodes;
}

function spread(schema, nodes, found = new Set()) {
  for (const node of nodes) {
    if (!node || found.has(node)) continue;
    found.add(node);
    const target = node.$ref?.startsWith("#/") ? node.$ref.slice(2).split("/").reduce((at, step) => at?.[step], schema) : null;
    spread(schema, [target, node.items, ...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])], found);
  }
  return found;
}

function holdsMore(schema, value) {
  return [...spread(schema, [value])].some((node) => node.type === "object" || node.type === "array");
}
