/* casus codebook: what the columns of an export hold. */
#include "cli.h"

const char help_codebook[] =
    "  casus codebook gdelt                       what the columns of --format gdelt hold\n"
    "  casus codebook polecat --format jsonl      the same for programs, JSON\n"
    "\n"
    "Usage: casus codebook [OPTION...] FORMAT\n"
    "\n"
    "FORMAT is csv, gdelt, gdelt1, gdelt-mentions, icews, phoenix, petrarch, polecat or plover.\n"
    "\n"
    "  -f, --format jsonl      JSON instead of Markdown\n"
    "  -o, --output FILE       instead of stdout\n"
    "\n"
    "Exit: 0 done, 1 failed, 2 wrong usage.\n";

int cmd_codebook(int argc, char **argv)
{
    options o;
    output out = {0};
    casus_error err = {0};
    int status = options_read(&o, "codebook", OPT_FORMAT | OPT_OUTPUT, argc, argv);
    if (status != EXIT_DONE) return status;
    if (o.n_operands != 1 || o.format == FORMAT_TABLE || o.format == FORMAT_ROWS) {
        say("name one format: casus codebook gdelt. With --format jsonl its codebook is JSON.");
        return EXIT_USAGE;
    }
    status = output_open(&out, &o);
    if (status != EXIT_DONE) return status;
    casus_status done =
        casus_write_codebook(o.operands[0], o.format == FORMAT_JSONL, output_sink(&out), &err);
    if (done != CASUS_OK && !out.closed) say_error(&err);
    int written = output_close(&out);
    if (done != CASUS_OK) return done == CASUS_USAGE ? EXIT_USAGE : EXIT_FAILED;
    return written;
}
