/* casus-compile DATA WEIGHTS OUT: compiles the dictionaries of DATA and the weights of WEIGHTS into
 * one model file. A malformed dictionary line stops it with file and line. The output is written
 * beside and renamed, so that a running program never maps half a model.
 * casus-compile --sizes MODEL: what takes how much room in one.
 * casus-compile --coverage DATA: how many acts and senses there are for each code. */
#include "compile_coverage.h"
#include "compile_sizes.h"

#include "clean/language_build.h"
#include "code/code.h"
#include "entity/coref_rank.h"
#include "parse/parse_build.h"
#include "segment/segment_build.h"

#include <stdio.h>
#include <stdlib.h>

static casus_status add_sections(const char *data_dir, const char *weights_dir, image_writer *out,
                                 casus_error *err)
{
    phrase_builder *names = NULL;
    gate_builder *gates = NULL;
    casus_status status = phrase_builder_new(&names, err);
    if (status == CASUS_OK) status = gate_builder_new(&gates, err);
    if (status == CASUS_OK) status = language_book_build(data_dir, out, err);
    if (status == CASUS_OK) status = segment_model_build(weights_dir, out, err);
    if (status == CASUS_OK) status = parse_model_build(weights_dir, out, err);
    if (status == CASUS_OK) status = books_build(data_dir, names, gates, out, err);
    if (status == CASUS_OK) status = rank_build(data_dir, out, err);
    if (status == CASUS_OK) status = cue_book_build(data_dir, out, err);
    if (status == CASUS_OK) status = code_book_build(data_dir, weights_dir, gates, out, err);
    if (status == CASUS_OK) {
        buf phrases_image = {0}, gate_image = {0};
        phrase_builder_finish(names, &phrases_image);
        gate_builder_finish(gates, &gate_image);
        if (buf_ok(&phrases_image) && buf_ok(&gate_image)) {
            image_writer_add(out, "lex.phrases", buf_str(&phrases_image));
            image_writer_add(out, "lex.gate", buf_str(&gate_image));
        } else
            status = error_set(err, CASUS_NO_MEMORY, "no memory for the phrases");
        buf_release(&phrases_image);
        buf_release(&gate_image);
    }
    phrase_builder_free(names);
    gate_builder_free(gates);
    return status;
}

static casus_status write_file(const char *path, casus_str bytes, casus_error *err)
{
    buf beside = {0};
    buf_printf(&beside, "%s.part", path);
    FAIL_IF(!buf_ok(&beside), CASUS_NO_MEMORY, "no memory for a path");
    FILE *file = fopen(beside.ptr, "wb");
    bool ok = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
    if (file) ok = fclose(file) == 0 && ok;
    ok = ok && rename(beside.ptr, path) == 0;
    casus_status status =
        ok ? CASUS_OK : error_at(err, CASUS_IO, path, 0, "cannot write the model");
    buf_release(&beside);
    return status;
}

static int failed(const casus_error *err)
{
    fprintf(stderr, "casus-compile: ");
    if (err->file[0]) fprintf(stderr, "%s:", err->file);
    if (err->line) fprintf(stderr, "%u:", err->line);
    fprintf(stderr, "%s%s\n", err->file[0] ? " " : "", err->message);
    return 1;
}

int main(int argc, char **argv)
{
    casus_error err = {0};
    if (argc == 3 && strcmp(argv[1], "--sizes") == 0)
        return sizes_print(argv[2], stdout, &err) == CASUS_OK ? 0 : failed(&err);
    if (argc == 3 && strcmp(argv[1], "--coverage") == 0)
        return coverage_print(argv[2], stdout, &err) == CASUS_OK ? 0 : failed(&err);
    if (argc != 4) {
        fputs("usage: casus-compile DATA WEIGHTS OUT\n"
              "       casus-compile --sizes MODEL\n"
              "       casus-compile --coverage DATA\n",
              stderr);
        return 2;
    }
    image_writer out = {0};
    buf bytes = {0};
    casus_status status = add_sections(argv[1], argv[2], &out, &err);
    if (status == CASUS_OK) {
        image_writer_finish(&out, &bytes);
        status = buf_ok(&bytes) ? write_file(argv[3], buf_str(&bytes), &err)
                                : error_set(&err, CASUS_NO_MEMORY, "no memory for the model");
    }
    image_writer_release(&out);
    buf_release(&bytes);
    return status == CASUS_OK ? 0 : failed(&err);
}
