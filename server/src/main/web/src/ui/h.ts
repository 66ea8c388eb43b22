import type { IconName } from "./icon-names";

const SVG = "http://www.w3.org/2000/svg";

export type Child = Node | string | false | null | undefined;
export type Attributes = Record<string, string | number | boolean | null | undefined | EventListener>;

/**
 * Makes one element. Attributes that are functions become listeners (`onclick`), `true` an empty
 * attribute, and `false`, `null` or `undefined` none. Text is always text, never markup.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else set(element, name, value);
  }
  element.append(...present(children));
  return element;
}

/** Sets or takes away one attribute, by the rules of {@link h}. */
export function set(
  element: Element,
  name: string,
  value: string | number | boolean | null | undefined,
): void {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value === true ? "" : value))
    element.setAttribute(name, value === true ? "" : String(value));
}

/** Writes text only when it changed, so that live regions stay silent otherwise. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function present(children: Child[]): (Node | string)[] {
  return children.filter((c): c is Node | string => c !== false && c !== null && c !== undefined);
}

export function icon(name: IconName, large = false): SVGSVGElement {
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${__SPRITE__}#i-${name}`);
  const svg = svgElement("svg", { class: large ? "icon icon-lg" : "icon", "aria-hidden": "true" });
  svg.append(use);
  return svg;
}

export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
  ...children: SVGElement[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Words that only a screen reader says. */
export function hidden(text: string): HTMLSpanElement {
  return h("span", { class: "vh" }, text);
}
