/* cameo_actor: PLOVER's actors renamed; see cameo_actor.h. */
#include "export/cameo_actor.h"
#include "export/states.h"

/* What stands for a role in CAMEO; NULL where it has none. */
static const char *role_of(const char *sector)
{
    static const char *const ROLES[][2] = {{"JRN", "MED"}, {"MED", "HLH"}, {"PRM", "UAF"},
                                           {"PRE", "SEP"}, {"SOC", "CVL"}, {"UNK", NULL}};
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++) {
        if (strcmp(ROLES[i][0], sector) == 0) return ROLES[i][1];
    }
    return sector;
}

static void put_code(cameo_actor *self, const char *code)
{
    static const char *const ENTITIES[][3] = {
        {"UNO", "IGO", "UNO"}, {"EUR", "IGO", "EEC"}, {"ISM", "NGM", NULL}};
    if (states_find(code)) {
        self->state = self->entity = strcmp(code, "KOS") == 0 ? "KSV" : code;
        return;
    }
    self->entity = code;
    for (size_t i = 0; i < sizeof ENTITIES / sizeof *ENTITIES; i++) {
        if (strcmp(ENTITIES[i][0], code) != 0) continue;
        self->entity = ENTITIES[i][1];
        if (!self->group) self->group = ENTITIES[i][2];
    }
}

static void put_role(cameo_actor *self, const char *role)
{
    if (!role || (self->entity && strcmp(role, self->entity) == 0)) return;
    for (uint32_t i = 0; i < self->n_roles; i++) {
        if (strcmp(self->roles[i], role) == 0) return;
    }
    self->roles[self->n_roles++] = role;
}

cameo_actor cameo_actor_of(const casus_actor *actor)
{
    cameo_actor self = {0};
    if (!actor) return self;
    if (actor->body && strlen(actor->body) == 3) self.group = actor->body;
    if (actor->code) put_code(&self, actor->code);
    for (uint32_t i = 0; i < actor->n_sectors; i++) put_role(&self, role_of(actor->sectors[i]));
    return self;
}

void cameo_actor_put(buf *out, const cameo_actor *self, const char *unknown)
{
    bool nobody = !self->entity && !self->n_roles;
    buf_put_str(out, str_from(self->entity ? self->entity : unknown));
    if (nobody) return;
    buf_put_str(out, str_from(self->group));
    for (uint32_t i = 0; i < self->n_roles; i++) buf_put_str(out, str_from(self->roles[i]));
}
