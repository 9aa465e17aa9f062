/** A JSON document as the live server sends it: no null, no lists; rows are maps by id. */
export type Json = string | number | boolean | null | { [key: string]: Json };

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null;

/**
 * The document after a JSON Merge Patch (RFC 7396): null removes, objects merge, anything else replaces.
 * Never changes its arguments; parts without a change keep their identity, so that views compare cheaply.
 */
export function applyMergePatch(document: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: { [key: string]: Json } = isObject(document) ? { ...document } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = applyMergePatch(result[key], value);
  }
  return result;
}
