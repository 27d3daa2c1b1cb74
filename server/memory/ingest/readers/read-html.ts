import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import type { Reading } from "@/server/memory/ingest/read-text";
import { toMarkdown } from "@/server/memory/ingest/readers/html-to-markdown";
import { refuseDeepHtml } from "@/server/memory/ingest/readers/refuse-deep-html";
import { refuseLongText } from "@/server/memory/ingest/text-collector";

/** What is no text of a page, and what moves around it. */
const unread =
  "script, style, noscript, template, iframe, frame, object, embed, applet, svg, canvas, audio, video, form, button, select, dialog, [hidden], [aria-hidden=true]";
const around = "nav, aside, header, footer, [role=navigation], [role=banner], [role=contentinfo]";
/** A main part that has less of the text than this missed what the page is about. */
const leastShare = 0.4;

/**
 * The main part of a page as Markdown: its headings, paragraphs, lists, tables and code. Nothing of it is carried out or
 * loaded: a script is text that is dropped.
 */
export function readHtml(html: string, { name, limits }: Reading): { readonly text: string; readonly title?: string } {
  refuseLongText(name, html.length, limits.characters);
  refuseDeepHtml(html, name);
  const { document } = parseHTML(/<body[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`);
  const title = (document.querySelector("title")?.textContent ?? "").replace(/\s+/g, " ").trim();
  for (const node of document.querySelectorAll(unread)) node.remove();
  const whole = toMarkdown(bodyWithoutFrame(document));
  const main = mainPart(document);
  const text = main !== undefined && main.length >= whole.length * leastShare ? main : whole;
  const titled = title === "" || text.startsWith("# ") || text === "" ? text : `# ${title}\n\n${text}`;
  return title === "" ? { text } : { text: titled, title };
}

function bodyWithoutFrame(document: Document): Element {
  const body = document.body.cloneNode(true) as Element;
  for (const node of body.querySelectorAll(around)) node.remove();
  return body.textContent?.trim() ? body : document.body;
}

function mainPart(document: Document): string | undefined {
  // It changes the document that it is given.
  const article = new Readability<Element>(document, {
    serializer: (node) => node as Element,
    disableJSONLD: true,
  }).parse();
  return article?.content == null ? undefined : toMarkdown(article.content);
}
