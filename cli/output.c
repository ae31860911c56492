/* output: stdout or a file, and what a terminal can show. */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_WIDTH 120

static unsigned terminal_width(void)
{
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    return width > 0 && width < 10000 ? (unsigned)width : DEFAULT_WIDTH;
}

/* https://no-color.org */
static bool wants_color(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

int output_open(output *self, const options *o)
{
    *self = (output){.file = stdout, .name = "stdout", .width = terminal_width()};
    if (!o->output || strcmp(o->output, "-") == 0) {
        self->terminal = isatty(STDOUT_FILENO);
        self->color = self->terminal && wants_color();
        return EXIT_DONE;
    }
    self->name = o->output;
    self->file = fopen(o->output, "wb");
    if (self->file) return EXIT_DONE;
    say("%s: cannot be written: %s", o->output, strerror(errno));
    return EXIT_FAILED;
}

int output_close(output *self)
{
    if (!self->file) return EXIT_DONE;
    bool good = fflush(self->file) == 0 && !ferror(self->file);
    int error = errno;
    if (self->file != stdout) good = fclose(self->file) == 0 && good;
    self->file = NULL;
    if (good || self->closed) return EXIT_DONE;
    say("%s: writing failed: %s", self->name, strerror(error));
    return EXIT_FAILED;
}

static bool write_bytes(void *context, const char *bytes, size_t len)
{
    output *self = context;
    if (fwrite(bytes, 1, len, self->file) == len) return true;
    self->closed = errno == EPIPE;
    return false;
}

casus_sink output_sink(output *self) { return (casus_sink){write_bytes, self}; }

void say(const char *fmt, ...)
{
    char line[1024];
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    if (len < 0) return;
    /* Names come from outside: no byte of theirs may move the cursor. */
    for (char *p = line; *p; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7F) *p = '?';
    }
    fprintf(stderr, "casus: %s\n", line);
}

void say_error(const casus_error *err)
{
    const char *message = err->message[0] ? err->message : casus_status_text(err->status);
    if (err->file[0] && err->line) {
        say("%s:%u: %s", err->file, err->line, message);
    } else if (err->file[0]) {
        say("%s: %s", err->file, message);
    } else {
        say("%s", message);
    }
}

bool stderr_is_terminal(void) { return isatty(STDERR_FILENO); }
