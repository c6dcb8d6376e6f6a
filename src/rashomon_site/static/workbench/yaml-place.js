// Where in a case the cursor stands: the keys above it, found by indentation, so that it works while the text is unfinished.

const LINE = /^(\s*)((?:-\s+)*)(?:([\w.-]+|"[^"]*"|'[^']*')\s*:(?=\s|$))?/;

const bare = (key) => key?.replace(/^["']|["']$/g, "");

function shape(text) {
  const [all, indent, dashes, key] = LINE.exec(text);
  return { column: indent.length + dashes.length, key: bare(key), afterKey: key ? all.length + 1 : -1 };
}

// Keys of the mappings in braces that are open at the end of `text`, and the key whose value is being written.
function inBraces(text) {
  const open = [];
  let key = null;
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"?|'[^']*'?|[{}[\],]|[^\s{}[\],:]+|:/g)) {
    const sign = token[0];
    if (sign === "{" || sign === "[") { open.push({ sign, key }); key = null; }
    else if (sign === "}" || sign === "]") key = open.pop()?.key ?? null;
    else if (sign === ",") { key = null; }
    else if (sign === ":") key = open.length && open.at(-1).last ? open.at(-1).last : key;
    else if (open.length) open.at(-1).last = bare(sign);
  }
  return { open, key };
}

// Returns the path of keys to the mapping around `position`, and the key whose value stands there (null: a key is meant).
export function placeAt(doc, position) {
  const line = doc.lineAt(position);
  const before = line.text.slice(0, position - line.from);
  const here = shape(before);
  const path = [];
  let column = here.key || before.trim() ? here.column : before.length;
  for (let number = line.number - 1; number > 0 && column > 0; number--) {
    const text = doc.line(number).text;
    if (!text.trim() || text.trimStart().startsWith("#")) continue;
    const above = shape(text);
    if (above.column < column) {
      column = above.column;
      if (above.key) path.unshift(above.key);
    }
  }
  const flow = inBraces(here.key ? before.slice(here.afterKey) : before);
  if (flow.open.length) {
    if (here.key) path.push(here.key);
    for (const { key } of flow.open) if (key) path.push(key);
    const list = flow.open.at(-1).sign === "[";
    return { path: list ? path.slice(0, -1) : path, key: list ? path.at(-1) ?? null : flow.key };
  }
  const inValue = here.key && before.length >= here.afterKey;
  const inList = !here.key && /^\s*-\s+\S*$/.test(before) && path.length;
  return { path, key: inValue ? here.key : null, listKey: inList ? path.at(-1) : null };
}
