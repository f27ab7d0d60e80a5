// What the page shows, as the part of its address after the #: `#/graph?scope=user:ada`.

export function read() {
  const [path, query = ""] = location.hash.slice(2).split("?");
  return { view: path || "overview", asked: Object.fromEntries(new URLSearchParams(query)) };
}

export function address(view, asked = {}) {
  const given = Object.entries(asked).filter(([, value]) => value != null && value !== "");
  const query = new URLSearchParams(given).toString();
  return `#/${view}${query ? `?${query}` : ""}`;
}

export function go(view, asked) {
  location.hash = address(view, asked);
}

// Keeps the address in step without showing the view anew.
export function note(asked) {
  const now = read();
  history.replaceState(null, "", address(now.view, { ...now.asked, ...asked }));
}
