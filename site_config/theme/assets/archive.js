// The archive's whole script: filters of an index, and "copy link". Pages read and link without it.
(() => {
  // The form stays hidden without this script. A field's name is the data attribute of the rows that it asks for;
  // "words" is looked for in a row's text. What the address asks for (?q=…, ?speaker=…) is filled in.
  const filter = (form) => {
    const rows = [...document.querySelectorAll(".ar-qlist > li")];
    const count = document.querySelector(".ar-count");
    const noun = form.dataset.noun || "quotations";

    const apply = () => {
      const { words = "", ...asked } = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
      const sought = words.toLocaleLowerCase();
      let shown = 0;
      for (const row of rows) {
        const fits = Object.entries(asked).every(([name, value]) => row.dataset[name] === value);
        row.hidden = !fits || !row.textContent.toLocaleLowerCase().includes(sought);
        shown += !row.hidden;
      }
      if (count) {
        count.textContent = shown === rows.length ? `${shown} ${noun}` : `${shown} of ${rows.length} ${noun}`;
      }
    };

    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name === "q" ? "words" : name);
      if (field) field.value = value;
    }
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  };

  const start = () => {
    const form = document.querySelector(".ar-filter");
    if (form && form.hidden) filter(form);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    const said = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = said; }, 1500);
  });

  // Material says when a page has come, also one that instant navigation put in place.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
