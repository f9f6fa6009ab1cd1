(() => {
  "use strict";
  const list = document.getElementById("specs");
  const specs = [...list.children];
  const filter = document.getElementById("filter");
  const chips = [...document.querySelectorAll(".chips button")];
  const sort = document.getElementById("sort");
  const all = document.getElementById("all");

  const show = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set(chips.filter(chip => chip.ariaPressed === "true").map(chip => chip.dataset.verdict));
    let shown = 0;
    for (const spec of specs) {
      spec.hidden = !verdicts.has(spec.dataset.verdict) || !words.every(word => spec.dataset.text.includes(word));
      shown += spec.hidden ? 0 : 1;
    }
    document.getElementById("none").hidden = shown > 0;
  };

  const keys = {
    order: spec => Number(spec.dataset.order),
    name: spec => spec.dataset.name,
    room: spec => spec.dataset.room === undefined ? Infinity : Number(spec.dataset.room),
  };

  filter.addEventListener("input", show);
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.ariaPressed = chip.ariaPressed === "true" ? "false" : "true";
      show();
    });
  }
  sort.addEventListener("change", () => {
    const key = keys[sort.value];
    list.append(...[...specs].sort((a, b) => (key(a) > key(b)) - (key(a) < key(b))));
  });
  all.addEventListener("click", () => {
    const open = all.ariaExpanded !== "true";
    all.ariaExpanded = String(open);
    all.textContent = open ? "Close all" : "Open all";
    for (const spec of specs) spec.open = open;
  });
  document.getElementById("controls").addEventListener("submit", event => event.preventDefault());
})();
