// Measures the named parts of a page: elements with a class of the archive's own, headings, marks and labels of drawings.
// Returns a tree: [{ name, label, x, y, w, h, empty, parts }] and the pairs of which one covers the words of the other.
() => {
  const LEAST = 3;   // pixels by which parts overlap before it counts
  const REPEATS = 2; // parts of one name within one part; the rest is as these are
  const NAMED =
    ".md-header, .md-tabs, .md-path, .md-sidebar, .md-content__inner, .md-content :is(h1, h2, h3, figure, table, svg text, svg [class]), "
    + ".md-content [class^='ar-'], .md-content [class*=' ar-'], .md-header [class*='ar-']";

  // What only a screen reader is measured is clipped away, and looks like nothing.
  const clipped = new Map();
  const isClipped = (node) => {
    if (!node || node === document.body) return false;
    if (!clipped.has(node)) clipped.set(node, getComputedStyle(node).clipPath.startsWith("inset") || isClipped(node.parentElement));
    return clipped.get(node);
  };
  const isShown = (node) => node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !isClipped(node);
  const hasSize = (node) => {
    const { width, height } = node.getBoundingClientRect();
    return width > 0 || height > 0;
  };
  const nameOf = (node) => {
    const own = [...node.classList].find((it) => it.startsWith("ar-") || it.startsWith("md-"));
    const first = own ?? (node.closest("svg") && node.classList[0]);
    return first ? `.${first}` : node.tagName.toLowerCase();
  };
  const labelOf = (node) => {
    const words = (node.getAttribute("aria-label") ?? node.textContent).replace(/[\s"]+/g, " ").trim();
    return words.length > 28 ? `${words.slice(0, 27)}…` : words;
  };
  const boxOf = (node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return { left: left + scrollX, top: top + scrollY, right: left + width + scrollX, bottom: top + height + scrollY };
  };
  const drawsItself = (node) => ["", "::before", "::after"].some((part) => {
    const style = getComputedStyle(node, part || null);
    if (part && ["none", "normal"].includes(style.content)) return false;
    const ground = style.backgroundImage !== "none" || style.maskImage !== "none" || !/^rgba.*, 0\)$/.test(style.backgroundColor);
    const border = ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(style[`border${side}Width`]) > 0);
    return ground || border || (part && style.content.length > 2);
  });
  const wordsOf = (node) => {  // the boxes of the words that stand directly within a node
    const range = document.createRange();
    return [...node.childNodes].filter((it) => it.nodeType === Node.TEXT_NODE && it.data.trim()).flatMap((it) => {
      range.selectNodeContents(it);
      return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    });
  };
  const hasWords = (node) => [node, ...node.querySelectorAll("*")].some((it) => isShown(it) && wordsOf(it).length);
  const isGraphic = (node) => node.matches("svg *, img, svg, input, select, textarea") || node.querySelector("svg, img, input, select, textarea");

  const all = [...document.querySelectorAll(NAMED)].filter((it) => isShown(it) && hasSize(it));
  const known = new Map(all.map((node) => [node, { node, parts: [] }]));
  const roots = [];
  for (const node of all) {
    let above = node.parentElement;
    while (above && !known.has(above)) above = above.parentElement;
    (above ? known.get(above).parts : roots).push(known.get(node));
  }
  const rounded = (pixels) => Math.round(pixels) || 0; // no -0
  const measured = (parts, frame) => {
    const seen = new Map();
    let bottom = null;
    const kept = [];
    for (const { node, parts: inner } of parts) {
      const box = boxOf(node);
      const name = nameOf(node);
      const below = bottom !== null && box.top >= bottom - 2;
      const gap = below ? box.top - bottom : box.top - frame.top;
      bottom = Math.max(bottom ?? -Infinity, box.bottom);
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      if (times > REPEATS) continue;
      const out = Math.max(frame.left - box.left, box.right - frame.right, 0);
      kept.push({
        name, label: inner.length ? "" : labelOf(node), below,
        x: rounded(box.left - frame.left), y: rounded(gap), w: rounded(box.right - box.left), h: rounded(box.bottom - box.top),
        out: out > LEAST ? rounded(out) : 0,
        empty: !inner.length && !isGraphic(node) && !hasWords(node) && ![node, ...node.querySelectorAll("*")].some(drawsItself),
        parts: measured(inner, box),
      });
    }
    return kept;
  };

  const covered = [];
  const owner = (node) => {
    while (node && !known.has(node)) node = node.parentElement;
    return node;
  };
  const speaking = [];
  for (const node of document.querySelectorAll(".md-content *, .md-header *, .md-tabs *")) {
    const part = owner(node);
    if (part && isShown(node) && !node.closest("option")) for (const box of wordsOf(node)) speaking.push({ node, part, box });
  }
  const title = (node) => `${nameOf(node)} "${labelOf(node)}"`;
  // Words under something else that is painted over them. The window is as high as the page, so that each point can be asked for.
  for (const { node, part, box } of speaking) {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!top || top === node || node.contains(top) || getComputedStyle(node).pointerEvents === "none") continue;
    const over = owner(top); // of a node around the words something may be painted over them that is no element
    if (over && over !== part) covered.push(`${title(part)} lies under ${title(over)}`);
  }
  // Words and marks that share a place, whichever is on top.
  const marks = all.filter((it) => !known.get(it).parts.length && !hasWords(it) && (drawsItself(it) || it.closest("svg")) && !it.matches("svg, path, line, g"))
    .map((node) => ({ node, part: node, box: node.getBoundingClientRect() }));
  const others = [...speaking, ...marks].sort((a, b) => a.box.top - b.box.top);
  for (const one of speaking) {
    for (const two of others) {
      if (two.box.top > one.box.bottom) break;
      const wide = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const high = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      // Lines of words may touch; what stands within the other is meant to.
      if (wide <= LEAST || high <= Math.min(LEAST * 2, one.box.height / 2, Math.max(two.box.height / 2, LEAST))) continue;
      if (one.part === two.part || one.node.contains(two.node) || two.node.contains(one.node)) continue;
      covered.push(`${title(one.part)} meets ${title(two.part)}`);
    }
  }
  const page = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  return { parts: measured(roots, page), covered: [...new Set(covered)].sort() };
}
