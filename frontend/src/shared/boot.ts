/** What the server's page hands over as JSON: `<script type="application/json" id="boot">`. */
export function readBoot<T>(): T {
  const element = document.getElementById("boot");
  if (!element?.textContent) throw new Error("the page carries no boot data");
  return JSON.parse(element.textContent) as T;
}
