/* casus_store_unknown: the names of a store that had no code, without those that the dictionaries
 * of a model know by now. */
#include "document.h"
#include "export/unknown.h"

#define NAME_SHORTEST 3 /* bytes */
#define NAME_LONGEST 256

/* Whether all of the name is one phrase of data/actors or data/places: an actor, or a place, people
 * or region, which have no code. A surname alone says too little. */
static bool is_known(const casus_model *model, casus_str name, arena *mem)
{
    const uint32_t names = 1u << PHRASE_ACTOR | 1u << PHRASE_PLACE | 1u << PHRASE_ADJECTIVE |
                           1u << PHRASE_PEOPLE | 1u << PHRASE_CAPITAL | 1u << PHRASE_METONYM;
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    arena_reset(mem);
    lex_stretch(name.ptr, 0, (uint32_t)name.len, 0, mem, &tokens, &n, &cap);
    if (!n || !tokens) return false;
    phrase_match found = phrases_longest(&model->names, name.ptr, tokens, n, false);
    for (uint32_t i = 0; found.n_tokens == n && i < found.n_values; i++)
        if (names >> (found.values[i] >> 24) & 1) return true;
    return false;
}

/* "Mina Torv", not "countries", "L" or a stretch of text. */
static bool is_name(casus_str name)
{
    bool capital = false;
    for (size_t i = 0; i < name.len; i++)
        capital |= (name.ptr[i] >= 'A' && name.ptr[i] <= 'Z') || (name.ptr[i] & 0x80);
    return capital && name.len >= NAME_SHORTEST && name.len <= NAME_LONGEST;
}

static casus_status write_names(store_unknown *names, const casus_model *model, uint64_t limit,
                                unknown_writer *writer, casus_error *err)
{
    casus_status status = CASUS_OK;
    arena mem;
    arena_init(&mem, 1u << 20);
    for (uint64_t n = 0; status == CASUS_OK && (!limit || n < limit);) {
        unknown_name name;
        bool more;
        status = store_unknown_next(names, &name, &more, err);
        if (status != CASUS_OK || !more) break;
        if (!is_name(name.name) || (model && is_known(model, name.name, &mem))) continue;
        status = unknown_write(writer, &name, err);
        n++;
    }
    arena_release(&mem);
    return status == CASUS_OK ? unknown_writer_end(writer, err) : status;
}

casus_status casus_store_unknown(casus_store *store, const casus_model *model, uint64_t limit,
                                 const char *format, bool color, unsigned width, casus_sink sink,
                                 casus_error *err)
{
    store_unknown names = {0};
    unknown_writer writer;
    casus_status status = unknown_writer_init(&writer, format, color, width, sink, err);
    if (status == CASUS_OK) {
        status = store_unknown_open(&names, store, err);
        if (status == CASUS_OK) status = write_names(&names, model, limit, &writer, err);
        store_unknown_close(&names);
    }
    unknown_writer_release(&writer);
    return status;
}
