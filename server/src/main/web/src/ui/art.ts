import { svgElement } from "./h";

/** The mark: two circles that meet. */
export function mark(): SVGSVGElement {
  return svgElement(
    "svg",
    { viewBox: "0 0 40 40", "aria-hidden": "true" },
    svgElement("circle", { class: "mark-b", cx: "25.5", cy: "20", r: "12.5" }),
    svgElement("circle", { class: "mark-a", cx: "14.5", cy: "20", r: "12.5" }),
    svgElement("path", { class: "mark-c", d: "M20 8.8A12.5 12.5 0 0 1 20 31.2A12.5 12.5 0 0 1 20 8.8Z" }),
  );
}

/** The hills on the visit's card. Decoration only. */
export function hills(): SVGSVGElement {
  return svgElement(
    "svg",
    { class: "art", viewBox: "0 0 400 200", preserveAspectRatio: "xMidYMax slice", "aria-hidden": "true" },
    svgElement("circle", { class: "a-sun", cx: "286", cy: "86", r: "34" }),
    svgElement("path", { class: "a-h1", d: "M0 132C60 92 120 92 180 122S320 150 400 104V200H0Z" }),
    svgElement("path", { class: "a-h2", d: "M0 160C80 118 150 150 220 158S340 128 400 148V200H0Z" }),
    svgElement("path", { class: "a-h3", d: "M0 184C70 162 140 178 210 184S330 170 400 182V200H0Z" }),
  );
}
