/* casus extract: the article of a web page, and what the page says of itself. */
#include "cli.h"

#include <string.h>

const char help_extract[] =
    "  casus extract page.html                    title, date, author ..., text: JSON, a line a "
    "page\n"
    "  casus extract --format text page.html      the article alone\n"
    "  casus extract --url https://news.example/2024/03/05/talks page.html\n"
    "  casus extract pages/ > articles.jsonl      to be coded: casus code articles.jsonl\n"
    "\n"
    "Usage: casus extract [OPTION...] FILE...\n"
    "\n"
    "FILE is a web page, a folder of them, or - for stdin. Navigation, comments, advertisements "
    "and the\n"
    "like are left out. Needs no model.\n"
    "\n"
    "  -f, --format FORMAT     json (default), or text\n"
    "      --url URL           where the page comes from; a date may stand in it\n"
    "      --max-LIMIT N       other limits: document, memory, unpacked (bytes, as 64M), ratio;\n"
    "                          docs/limits.md\n"
    "  -o, --output FILE       instead of stdout\n"
    "  -q, --quiet             no summary\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some pages failed, 130 interrupted.\n";

static bool extract(session *s, const options *o, casus_page *page, const casus_document_in *in,
                    output *out)
{
    casus_error err = {0};
    casus_str url = o->url ? (casus_str){o->url, strlen(o->url)} : in->url;
    casus_status status = casus_page_read(page, in->text, in->media, url, &err);
    if (status == CASUS_OK)
        status =
            casus_write_page(page, in->id, o->page_text ? "text" : "json", output_sink(out), &err);
    if (status == CASUS_OK) {
        s->n_done++;
        return true;
    }
    if (!out->closed) say_error(&err);
    s->n_failed++;
    return false;
}

static int extract_all(session *s, const options *o, output *out)
{
    casus_page *page;
    casus_document_in in;
    casus_error err = {0};
    if (casus_page_new(&page, &err) != CASUS_OK) {
        say_error(&err);
        return EXIT_FAILED;
    }
    casus_page_set_limits(page, &o->limits);
    while (!out->closed && session_next(s, &in)) {
        session_note_cut(s, in.id, in.cut);
        if (!extract(s, o, page, &in, out) && !out->closed) break;
    }
    casus_page_free(page);
    return EXIT_DONE;
}

int cmd_extract(int argc, char **argv)
{
    options o;
    session s = {0};
    output out = {0};
    uint64_t allowed = OPT_PAGE_FORMAT | OPT_URL | OPT_OUTPUT | OPT_QUIET | OPT_READING_LIMITS |
                       OPT_MAX_MEMORY;
    int status = options_read(&o, "extract", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    status = session_open_reader(&s, &o);
    if (status == EXIT_DONE) status = output_open(&out, &o);
    if (status == EXIT_DONE) status = extract_all(&s, &o, &out);
    int written = output_close(&out);
    status = session_end(&s, &o, status == EXIT_DONE ? written : status);
    session_close(&s);
    return status;
}
