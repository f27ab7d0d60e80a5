// Dates as ISO 8601 has them: year, month, day; never the order of a country.

export const DAY = 86_400_000;

export const day = (instant) => (instant ? String(instant).slice(0, 10) : "");

export const dayOf = (milliseconds) => new Date(milliseconds).toISOString().slice(0, 10);

// Minutes in the time of who looks: 2026-11-21 19:40.
export function moment(instant) {
  if (!instant) return "";
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return String(instant);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace("T", " ");
}

// The first millisecond of what may be a year, a month, a day or an instant.
export function begin(text) {
  if (!text) return null;
  const at = Date.parse(/^-?\d{4}$/.test(text) ? `${text}-01-01` : text);
  return Number.isNaN(at) ? null : at;
}

export function span(from, to) {
  if (!from && !to) return "";
  return `${short(from) || "…"} – ${to ? short(to) : "now"}`;
}

// As precise as it is known; an instant is shown as its day.
export const short = (text) => (text && text.length > 10 ? day(text) : (text ?? ""));

export function lasted(milliseconds) {
  if (milliseconds == null) return "–";
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}

export const count = (number) => new Intl.NumberFormat("en").format(number);
