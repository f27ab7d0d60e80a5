// The last painted frame, moved along while the eye moves: large graphs are painted anew at rest.

const MANY_LINKS = 1200;
const FRESH_MILLISECONDS = 400;
const REST_MILLISECONDS = 120;

export class Snapshot {
  #copy = document.createElement("canvas");
  #view = null;
  #taken = 0;
  #rest = 0;

  // Whether this frame may be the last one, moved; `paint()` is called once the eye rests.
  serves(scene, isMoving, paint) {
    if (scene.seen.links.length < MANY_LINKS) return false;
    clearTimeout(this.#rest);
    if (!isMoving) return false;
    this.#rest = setTimeout(paint, REST_MILLISECONDS);
    return this.#view !== null && performance.now() - this.#taken < FRESH_MILLISECONDS;
  }

  keep(canvas, { view, seen }) {
    this.#view = null;
    if (seen.links.length < MANY_LINKS) return;
    if (this.#copy.width !== canvas.width) this.#copy.width = canvas.width;
    if (this.#copy.height !== canvas.height) this.#copy.height = canvas.height;
    const context = this.#copy.getContext("2d");
    context.globalCompositeOperation = "copy";
    context.drawImage(canvas, 0, 0);
    this.#view = view;
    this.#taken = performance.now();
  }

  show(context, { view, width, height, ratio }) {
    const grown = view.k / this.#view.k;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.imageSmoothingQuality = "low";
    const [x, y] = [view.x - this.#view.x * grown, view.y - this.#view.y * grown];
    context.drawImage(this.#copy, x, y, width * grown, height * grown);
  }
}
