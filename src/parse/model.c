#include "parse/model.h"

#include <stdlib.h>

const char *parse_section_name(enum parse_section section)
{
    static const char *const names[] = {
#define X(name, text, what) text,
        PARSE_SECTION_LIST(X)
#undef X
    };
    return names[section];
}

const char *upos_name(unsigned upos)
{
    static const char *const names[] = {
#define X(name, text) text,
        UPOS_LIST(X)
#undef X
    };
    return upos < UPOS_COUNT ? names[upos] : "_";
}

const char *xpos_name(unsigned xpos)
{
    static const char *const names[] = {
#define X(name, text, features) text,
        XPOS_LIST(X)
#undef X
    };
    return xpos < XPOS_COUNT ? names[xpos] : "_";
}

const char *deprel_name(unsigned deprel)
{
    static const char *const names[] = {
#define X(name, text) text,
        DEPREL_LIST(X)
#undef X
    };
    return deprel < DEPREL_COUNT ? names[deprel] : "_";
}

static casus_status view_meta(parse_model *self, casus_str bytes, casus_error *err)
{
    parse_meta meta;
    FAIL_IF(bytes.len < sizeof meta, CASUS_BAD_MODEL, "section parse.meta is too short");
    memcpy(&meta, bytes.ptr, sizeof meta);
    FAIL_IF(memcmp(meta.magic, "CSPW", 4) != 0, CASUS_BAD_MODEL, "section parse.meta is foreign");
    FAIL_IF(meta.features != PARSE_FEATURES_VERSION || meta.upos != UPOS_COUNT ||
                meta.xpos != XPOS_COUNT || meta.deprels != DEPREL_COUNT ||
                meta.probe != str_hash_lower(STR(PARSE_PROBE)),
            CASUS_BAD_MODEL, "the parser's weights are of another version: train them again");
    FAIL_IF(meta.n_tags == 0 || meta.n_tags >= WEIGHTS_MAX_CLASSES ||
                bytes.len != sizeof meta + meta.n_tags * sizeof(joint_tag),
            CASUS_BAD_MODEL, "section parse.meta has a wrong size");
    self->n_tags = meta.n_tags;
    memcpy(self->tags, bytes.ptr + sizeof meta, meta.n_tags * sizeof(joint_tag));
    for (uint32_t i = 0; i < self->n_tags; i++)
        FAIL_IF(self->tags[i].upos >= UPOS_COUNT || self->tags[i].xpos >= XPOS_COUNT,
                CASUS_BAD_MODEL, "section parse.meta: joint tag %u is out of range", i);
    return CASUS_OK;
}

casus_status parse_model_view(parse_model *self, const casus_str sections[PARSE_SECTION_COUNT],
                              casus_error *err)
{
    TRY(view_meta(self, sections[PARSE_SECTION_META], err));
    TRY(table_open(&self->lexicon.clusters, sections[PARSE_SECTION_CLUSTERS], TABLE_MAP,
                   CLUSTER_LIMIT, "parse.clusters", err));
    TRY(table_open(&self->lexicon.tags, sections[PARSE_SECTION_TAGS], TABLE_MAP,
                   tag_value(0, false, self->n_tags), "parse.tags", err));
    TRY(lemmas_open(&self->lemmas, sections[PARSE_SECTION_LEMMAS], err));
    TRY(table_open(&self->tagger, sections[PARSE_SECTION_TAGGER], TABLE_SPARSE, self->n_tags,
                   "parse.tagger", err));
    TRY(table_open(&self->arcs, sections[PARSE_SECTION_ARCS], TABLE_DENSE, ACTION_COUNT,
                   "parse.arcs", err));
    TRY(table_open(&self->labels, sections[PARSE_SECTION_LABELS], TABLE_SPARSE, DEPREL_COUNT,
                   "parse.labels", err));
    self->has_net = false;
    for (int i = PARSE_SECTION_NEEDED; i < PARSE_SECTION_COUNT; i++)
        self->has_net |= sections[i].len != 0;
    if (!self->has_net) return CASUS_OK;
    return net_open(
        &self->net, sections[PARSE_SECTION_WORDS], sections[PARSE_SECTION_VECTORS],
        sections[PARSE_SECTION_NET],
        parse_model_base(sections[PARSE_SECTION_META], sections[PARSE_SECTION_CLUSTERS]),
        self->n_tags, err);
}

uint64_t parse_model_base(casus_str meta, casus_str clusters)
{
    uint64_t hash = str_hash(clusters);
    return str_hash(meta) ^ (hash << 1 | hash >> 63);
}

void parse_model_unview(parse_model *self)
{
    if (self->has_net) net_close(&self->net);
    self->has_net = false;
}

casus_status parse_model_open(parse_model **out, const image *model, casus_error *err)
{
    casus_str sections[PARSE_SECTION_COUNT] = {0};
    *out = NULL;
    for (int i = 0; i < PARSE_SECTION_NEEDED; i++)
        TRY(image_section(model, parse_section_name((enum parse_section)i), &sections[i], err));
    bool has_net = image_section(model, parse_section_name(PARSE_SECTION_NET),
                                 &sections[PARSE_SECTION_NET], NULL) == CASUS_OK;
    for (int i = PARSE_SECTION_NEEDED; i < PARSE_SECTION_COUNT && has_net; i++)
        TRY(image_section(model, parse_section_name((enum parse_section)i), &sections[i], err));
    parse_model *self = calloc(1, sizeof *self);
    FAIL_IF(!self, CASUS_NO_MEMORY, "no memory for the parser's model");
    casus_status status = parse_model_view(self, sections, err);
    if (status != CASUS_OK) {
        parse_model_close(self);
        return status;
    }
    *out = self;
    return CASUS_OK;
}

void parse_model_close(parse_model *model)
{
    if (model) parse_model_unview(model);
    free(model);
}
