/* casus code: the events of documents, to the terminal or as data. */
#include "cli.h"

const char help_code[] =
    "  casus code article.txt                     the events of an article, as a table\n"
    "  casus code articles/ > events.jsonl        a folder, as JSON Lines\n"
    "  casus code --format csv news.jsonl         actual events as CSV\n"
    "  curl -s URL | casus code -                 a page or text from stdin\n"
    "  casus code crawl.warc.gz                   the pages of a web archive\n"
    "  casus code feed.xml                        the items of a feed, RSS or Atom\n"
    "  casus code --columns text=Body a.csv       the rows of a table\n"
    "  casus code --with quotes,actors a.txt      who said what; who is named\n"
    "  casus code --published 2024-03-01 a.txt    the day, for files that tell none\n"
    "\n"
    "Usage: casus code [OPTION...] FILE...\n"
    "\n"
    "FILE is a text, a web page, a web archive (WARC), a feed (RSS, Atom), JSON Lines (.jsonl,\n"
    ".ndjson; {\"id\", \"text\", \"title\", \"published\", \"url\"}), a table (CSV, TSV) with such columns,\n"
    "records of PETRARCH (XML) or TABARI, a folder of such, or - for stdin; packed by gzip or zstd\n"
    "or as it is.\n"
    "\n"
    "      --input FORM        what FILEs are, where their bytes do not tell: text, jsonl, csv, feed,\n"
    "                          warc, petrarch, tabari\n"
    "      --columns LIST      columns of a table that have other names: text=Body,id=DocNo\n"
    "      --delimiter C       between the columns of a table, or tab; else the first line tells\n"
    "  -f, --format FORMAT     table, jsonl, csv, gdelt, gdelt1, gdelt-mentions, icews, phoenix,\n"
    "                          petrarch, polecat, plover; table on a terminal, else jsonl\n"
    "      --with LIST         events (default), quotes, attributions, actors, places, dates,\n"
    "                          documents, all; rows hold events only. For quotes and attributions\n"
    "                          every sentence is parsed\n"
    "      --status LIST       only events that are actual, planned, proposed, possible, denied,\n"
    "                          negated, ended; historical adds those told as the past; or all.\n"
    "                          Without it table and jsonl show every event with its status, and\n"
    "                          rows those that are actual and not historical\n"
    "      --min-confidence X  only events at least this sure, 0 to 1\n"
    "      --published DATE    day of documents that name none\n"
    "      --statements        also public statements (CAMEO 01)\n"
    "      --mirror            both directions of meetings and clashes\n"
    "      --no-gate           parse every sentence, not only those that can hold an event\n"
    "      --any-language      code also documents that are not in English, as if they were\n"
    "      --engine ENGINE     default, or fast: less exact trees, sooner\n"
    "      --threads N         code N documents at once; the output is the same (1)\n"
    "      --max-LIMIT N       other limits: document, memory, unpacked (bytes, as 64M), sentences,\n"
    "                          ratio; docs/limits.md\n"
    "      --model FILE        another model than $CASUS_MODEL or the program's own\n"
    "  -o, --output FILE       instead of stdout\n"
    "  -q, --quiet             no summary\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage, 3 some documents failed, 130 interrupted.\n";

static casus_status write_found(const session *s, const options *o, output *out, casus_error *err)
{
    casus_filter filter = o->filter;
    casus_sink sink = output_sink(out);
    enum format format = o->format;
    if (format == FORMAT_DEFAULT) format = out->terminal ? FORMAT_TABLE : FORMAT_JSONL;
    switch (format) {
    case FORMAT_TABLE:
        return casus_write_table(s->doc, o->with, &filter, out->color, out->width, sink, err);
    case FORMAT_JSONL: return casus_write_jsonl(s->doc, o->with, &filter, sink, err);
    default:
        if (!has(o, OPT_STATUS)) {
            filter.statuses = 1u << CASUS_ACTUAL;
            filter.historical = false;
        }
        return casus_write_rows(s->doc, o->rows, s->n_done == 1, &filter, sink, err);
    }
}

int cmd_code(int argc, char **argv)
{
    options o;
    uint64_t allowed = OPT_FORMAT | OPT_WITH | OPT_CODING_LIMITS | OPT_NO_GATE | OPT_ANY_LANGUAGE |
                       OPT_STATEMENTS | OPT_MIRROR | OPT_MIN_CONFIDENCE | OPT_STATUS |
                       OPT_PUBLISHED | OPT_ENGINE | OPT_THREADS | OPT_MODEL | OPT_OUTPUT |
                       OPT_QUIET | OPT_READING;
    int status = options_read(&o, "code", allowed, argc, argv);
    if (status != EXIT_DONE) return status;
    if (o.format == FORMAT_ROWS && o.with != CASUS_WITH_EVENTS) {
        say("%s holds events only: leave --with out, or take --format jsonl", o.rows);
        return EXIT_USAGE;
    }
    casus_options coding = options_coding(&o);
    return session_run(&o, &coding, write_found);
}
