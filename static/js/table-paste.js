/* A table that is pasted into a text: Draft.js knows no tables and glues their cells together. Where
   the text is a block among others, the table becomes the block that follows it; elsewhere its cells
   become text, a paragraph for each row. Either way a note says so. */
const WORDS = document.querySelector("script[data-table-paste]").dataset;
const LINES = "address,br,dd,div,dt,h1,h2,h3,h4,h5,h6,li,p,td,th,tr";
const END = "\uE000"; // of a line, while line breaks of the source are only spaces
const streams = new WeakMap(); // element → Wagtail's StreamBlock

const definition = window.wagtailStreamField?.blocks?.StreamBlockDefinition;
if (definition) {
  const { render } = definition.prototype;
  definition.prototype.render = function remember(...args) {
    const stream = render.apply(this, args);
    streams.set(stream.element, stream);
    return stream;
  };
}

/** The words of a cell, lines kept; without the signs that Word writes before items of lists. */
function textOf(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("[style*='mso-list:Ignore'], style, script").forEach((each) => each.remove());
  copy.querySelectorAll(LINES).forEach((each) => each.after(END));
  const lines = copy.textContent.replace(/\s+/g, " ").split(END);
  return lines.map((line) => line.trim()).filter(Boolean).join("\n");
}

/** The cells of a table as rows of equal length; a cell over several columns or rows stands once. */
function gridOf(table) {
  const grid = [];
  Array.from(table.rows).forEach((row, y) => {
    grid[y] ??= [];
    Array.from(row.cells).forEach((cell) => {
      let x = 0;
      while (grid[y][x] !== undefined) x += 1;
      for (let down = 0; down < cell.rowSpan && y + down < table.rows.length; down += 1) {
        grid[y + down] ??= [];
        for (let right = 0; right < cell.colSpan; right += 1) {
          grid[y + down][x + right] = down || right ? "" : textOf(cell);
        }
      }
    });
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? ""));
}

function blockOf(grid, caption) {
  const [headings, ...rows] = grid.length > 1 ? grid : [grid[0].map(() => ""), grid[0]];
  return {
    table: {
      caption,
      columns: headings.map((text) => ({ type: "text", heading: text.replace(/\n/g, " ") })),
      rows: rows.map((values) => ({ values })),
    },
    row_headings: false,
  };
}

/** The nearest StreamBlock around an element that can hold a table, and the child it is in. */
function placeOf(element) {
  for (let node = element; node; node = node.parentElement) {
    const stream = streams.get(node);
    if (stream?.blockDef.childBlockDefsByName.table) {
      const index = stream.children.findIndex((child) => child.element.contains(element));
      return { stream, index };
    }
  }
  return null;
}

function say(editor, text) {
  const field = editor.closest("[data-draftail-editor-wrapper]") ?? editor;
  const present = field.nextElementSibling;
  const note = present?.matches(".table-paste-note") ? present : document.createElement("p");
  note.className = "table-paste-note help-block help-warning";
  note.setAttribute("role", "alert");
  note.textContent = text;
  field.after(note);
}

function onPaste(event) {
  const editor = event.target.closest?.(".Draftail-Editor");
  const html = editor && event.clipboardData?.getData("text/html");
  if (!html || !/<table[\s>]/i.test(html)) return;
  const content = new DOMParser().parseFromString(html, "text/html");
  const tables = Array.from(content.querySelectorAll("table"))
    .filter((table) => !table.parentElement.closest("table"))
    .map((table) => ({ table, grid: gridOf(table), caption: table.caption }))
    .filter(({ grid }) => grid.flat().length > 1);
  if (!tables.length) return;
  const place = placeOf(editor);
  tables.forEach(({ table, grid, caption }, number) => {
    if (place) {
      const value = blockOf(grid, caption ? textOf(caption) : "");
      place.stream.insert({ type: "table", value, id: null }, place.index + 1 + number);
      table.remove();
    } else {
      const lines = grid.map((row) => {
        const paragraph = content.createElement("p");
        paragraph.textContent = row.map((cell) => cell.replace(/\n/g, " ")).join(" | ");
        return paragraph;
      });
      table.replaceWith(...lines);
    }
  });
  say(editor, place ? WORDS.taken : WORDS.parted);
  content.querySelectorAll("style, script, title").forEach((each) => each.remove());
  if (!content.body.textContent.trim()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const rest = new DataTransfer();
  rest.setData("text/html", content.documentElement.outerHTML);
  rest.setData("text/plain", content.body.textContent);
  Object.defineProperty(event, "clipboardData", { value: rest });
}

document.addEventListener("paste", onPaste, true);
