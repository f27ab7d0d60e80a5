// Pan and zoom: where the canvas looks.

const CLOSEST = 4;
const FARTHEST = 0.02;
const MARGIN = 60;
const NARROW = 600;

export class Camera {
  #selection;
  #zoom;
  view = d3.zoomIdentity;

  // `moved()` hears every change; `isFree(event)` says whether a press may pan.
  constructor(canvas, moved, isFree) {
    this.#selection = d3.select(canvas);
    this.#zoom = d3
      .zoom()
      .scaleExtent([FARTHEST, CLOSEST])
      .filter((event) => (event.type === "wheel" || !event.button) && isFree(event))
      .on("zoom", ({ transform }) => {
        this.view = transform;
        moved();
      });
    this.#selection.call(this.#zoom).on("dblclick.zoom", null);
  }

  by(factor) {
    this.#selection.call(this.#zoom.scaleBy, factor);
  }

  pan(right, down) {
    this.#selection.call(this.#zoom.translateBy, right / this.view.k, down / this.view.k);
  }

  // Shows all of these nodes, never larger than life and a bit; `left` pixels are covered.
  fit(nodes, { width, height }, left = 0) {
    if (!nodes.length || !width) return;
    const [x0, x1] = d3.extent(nodes, (node) => node.x);
    const [y0, y1] = d3.extent(nodes, (node) => node.y);
    const margin = width < NARROW ? MARGIN / 2 : MARGIN;
    const room = { width: width - left - 3 * margin, height: height - 2 * margin };
    const scale = Math.min(1.25, room.width / (x1 - x0 || 1), room.height / (y1 - y0 || 1));
    const centre = { x: left + (width - left) / 2, y: height / 2 };
    this.#to(Math.max(scale, FARTHEST), (x0 + x1) / 2, (y0 + y1) / 2, centre);
  }

  centre(node, { width, height }) {
    this.#to(Math.max(this.view.k, 0.8), node.x, node.y, { x: width / 2, y: height / 2 });
  }

  // The point of the graph that lies under a point of the canvas.
  under(x, y) {
    return this.view.invert([x, y]);
  }

  #to(scale, x, y, centre) {
    const view = d3.zoomIdentity.translate(centre.x, centre.y).scale(scale).translate(-x, -y);
    this.#selection.call(this.#zoom.transform, view);
  }
}
