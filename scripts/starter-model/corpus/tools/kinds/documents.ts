/** Tools that find and read texts. */

import { withArticle } from "../../grammar";
import { inventedWord, placeName } from "../../names";
import { phrasingsOf } from "../../phrasings";
import { message, path, thing, url, words } from "../value-draws";
import type { Kind } from "./kind";

export const documentSearch: Kind = {
  names: phrasingsOf(`
    search_docs|Searches the documents.
    search|Searches for words.
    find_docs|Finds documents about something.
    search-notes|Searches the notes.
    ---
    doc_search|Searches documents for words.
    search_files|Searches the files.
  `),
  params: { query: words },
  questions: phrasingsOf(`
    Search for {query}.
    Search the documents for {query}.
    Find documents about {query}.
    Look for {query} in the notes.
    search {query}
    What do the documents say about {query}?
    I need all notes about {query}.
    ---
    Please search for {query}.
    Find the notes about {query}.
    Look for documents about {query}.
  `),
  result: { title: (source) => `${inventedWord(source)} ${thing(source)}` },
  said: phrasingsOf(`
    The document {title} names it.
    It stands in {title}.
    ---
    It stands in the document {title}.
  `),
};

export const fileReader: Kind = {
  names: phrasingsOf(`
    read_file|Reads a file.
    open_file|Opens a file and gives its text.
    file-reader|Gives the text of a file.
    ---
    get_file|Reads the text of a file.
    file_text|Gives a file.
  `),
  params: { path },
  questions: phrasingsOf(`
    Read {path}.
    Read the file {path}.
    What is in {path}?
    Open {path}.
    What does the file {path} say?
    Show me {path}.
    I want to see the file {path}.
    ---
    Please read the file {path}.
    What is in the file {path}?
    Open the file {path} for me.
  `),
  result: { text: message },
  said: phrasingsOf(`
    {text}
    ---
    {text}
  `),
};

export const webPage: Kind = {
  names: phrasingsOf(`
    heddle_http_get|Gets a web page.
    fetch_page|Fetches the text of a web page.
    http_get|Gets an address of the web.
    get-url|Reads a web address.
    ---
    web_page|Gets the text of a web page.
    page_reader|Reads a web page.
  `),
  params: { url },
  questions: phrasingsOf(`
    Get {url}.
    Fetch {url}.
    What is on the page {url}?
    Open the page {url}.
    Read {url}.
    What does {url} say?
    ---
    Please get the page {url}.
    Read the web page {url}.
    What is on {url}?
  `),
  result: { title: words },
  said: phrasingsOf(`
    The page is about {title}.
    {title}
    ---
    The page has the title {title}.
  `),
};

export const encyclopedia: Kind = {
  names: phrasingsOf(`
    wikipedia|Looks up the summary of one Wikipedia article by its English title.
    encyclopedia|Looks up an article by its title.
    lookup_article|Gives an article.
    ---
    get_article|Looks up one article.
    article|Gives an article by its title.
  `),
  params: { title: words },
  questions: phrasingsOf(`
    Look up {title}.
    What is {title}?
    Find the article about {title}.
    Look up the article {title}.
    I want to know what {title} is.
    ---
    Please look up the article about {title}.
    Give me the article {title}.
  `),
  result: { text: (source) => `${withArticle(String(thing(source)))} from ${placeName(source)}` },
  said: phrasingsOf(`
    {title} is {text}.
    It is {text}.
    ---
    This is {text}.
  `),
};
