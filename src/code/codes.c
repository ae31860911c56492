/* Reading the tables of published codes, and applying them. */
#include "code/codes.h"

#include "code/codes_image.h"

#include <stdio.h>

static const char *text_at(const code_tables *self, uint32_t offset)
{
    return offset ? self->pool + offset : NULL;
}

static bool rules_ok(const code_tables *self, const code_rule *rules, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t offsets[] = {rules[i].type,       rules[i].mode,        rules[i].cameo,
                                    rules[i].under_type, rules[i].under_mode,  rules[i].under_cameo,
                                    rules[i].to_type,    rules[i].to_mode,     rules[i].to_cameo};
        for (size_t k = 0; k < COUNT(offsets); k++)
            if (offsets[k] >= self->pool_len) return false;
    }
    return true;
}

static bool values_ok(const code_tables *self, const code_value *values, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (values[i].key >= self->pool_len) return false;
    return true;
}

casus_status code_tables_open(code_tables *self, casus_str section, casus_error *err)
{
    tables_header h;
    FAIL_IF(section.len < sizeof h, CASUS_BAD_MODEL,
            "the code tables of the model are cut short; build it anew");
    memcpy(&h, section.ptr, sizeof h);
    uint64_t need = sizeof h + ((uint64_t)h.n_plover + h.n_cameo) * sizeof(code_value) +
                    ((uint64_t)h.n_by_status + h.n_by_content) * sizeof(code_rule) + h.pool_len;
    FAIL_IF(h.magic != TABLES_MAGIC || need != section.len || h.pool_len == 0, CASUS_BAD_MODEL,
            "the code tables of the model are damaged; build it anew");
    const char *at = section.ptr + sizeof h;
    self->plover = (const code_value *)(const void *)at;
    self->cameo = self->plover + h.n_plover;
    at += (h.n_plover + h.n_cameo) * sizeof(code_value);
    self->by_status = (const code_rule *)(const void *)at;
    self->by_content = self->by_status + h.n_by_status;
    self->pool = at + (h.n_by_status + h.n_by_content) * sizeof(code_rule);
    self->n_plover = h.n_plover;
    self->n_cameo = h.n_cameo;
    self->n_by_status = h.n_by_status;
    self->n_by_content = h.n_by_content;
    self->pool_len = h.pool_len;
    bool ok = self->pool[0] == '\0' && self->pool[h.pool_len - 1] == '\0' &&
              values_ok(self, self->plover, h.n_plover + h.n_cameo) &&
              rules_ok(self, self->by_status, h.n_by_status + h.n_by_content);
    FAIL_IF(!ok, CASUS_BAD_MODEL, "the code tables of the model are damaged; build it anew");
    return CASUS_OK;
}

static bool same(const code_tables *self, uint32_t wanted, const char *have)
{
    return wanted == 0 || (have && strcmp(self->pool + wanted, have) == 0);
}

static bool prefixed(const code_tables *self, uint32_t wanted, const char *have)
{
    return wanted == 0 ||
           (have && strncmp(self->pool + wanted, have, strlen(self->pool + wanted)) == 0);
}

static const code_value *find_value(const code_tables *self, const code_value *values, uint32_t n,
                                    const char *key)
{
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(self->pool + values[i].key, key) == 0) return &values[i];
    return NULL;
}

static void add_values(const code_tables *self, published *out)
{
    char key[48];
    const code_value *v = NULL;
    if (out->mode) {
        snprintf(key, sizeof key, "%s/%s", out->type, out->mode);
        v = find_value(self, self->plover, self->n_plover, key);
    }
    if (!v) v = find_value(self, self->plover, self->n_plover, out->type);
    if (v) {
        out->plover_quad = v->quad;
        out->intensity = v->value;
    }
    v = out->cameo ? find_value(self, self->cameo, self->n_cameo, out->cameo) : NULL;
    if (v) {
        out->cameo_quad = v->quad;
        out->goldstein = v->value;
    }
}

static void rename_act(const code_tables *self, const char *type, const char *mode,
                       const char *cameo, casus_event_status status, published *out)
{
    *out = (published){.type = type, .mode = mode, .cameo = cameo};
    for (uint32_t i = 0; i < self->n_by_status; i++) {
        const code_rule *r = &self->by_status[i];
        if ((r->status != UINT32_MAX && r->status != (uint32_t)status) ||
            !same(self, r->type, type) || !same(self, r->mode, mode) ||
            !prefixed(self, r->cameo, cameo))
            continue;
        if (r->to_type) {
            out->type = text_at(self, r->to_type);
            out->mode = text_at(self, r->to_mode);
        }
        if (r->to_cameo) out->cameo = text_at(self, r->to_cameo);
        break;
    }
}

void code_tables_publish(const code_tables *self, const char *type, const char *mode,
                         const char *cameo, casus_event_status status, published *out)
{
    rename_act(self, type, mode, cameo, status, out);
    add_values(self, out);
}

const char *code_tables_type(const code_tables *self, const char *type, const char *mode,
                             const char *cameo, casus_event_status status)
{
    published out;
    rename_act(self, type, mode, cameo, status, &out);
    return out.type;
}

void code_tables_combine(const code_tables *self, const char *type, const char **mode,
                         const char **cameo, const char *under_type, const char *under_mode,
                         const char *under_cameo)
{
    for (uint32_t i = 0; i < self->n_by_content; i++) {
        const code_rule *r = &self->by_content[i];
        if (!same(self, r->type, type) || !prefixed(self, r->cameo, *cameo) ||
            !same(self, r->under_type, under_type) || !same(self, r->under_mode, under_mode) ||
            !prefixed(self, r->under_cameo, under_cameo))
            continue;
        if (r->to_mode) *mode = text_at(self, r->to_mode);
        if (r->to_cameo) *cameo = text_at(self, r->to_cameo);
        return;
    }
}
