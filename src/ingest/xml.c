#include "ingest/xml.h"

#include "ingest/xml_bytes.h"

#include <inttypes.h>
#include <stdlib.h>

/* ---- limits ---------------------------------------------------------------------------------- */

static void stop(xml *self, const char *flaw)
{
    if (!self->flaw) self->flaw = flaw;
    XML_StopParser(self->parser, XML_FALSE);
}

/* expat keeps every name it meets: a file of nothing but new names would fill the memory. */
static void count_name(xml *self, const char *name)
{
    uint64_t hash = str_hash(str_from(name)) >> (64 - XML_NAME_BITS);
    uint64_t bit = (uint64_t)1 << (hash % 64);
    if (self->names[hash / 64] & bit) return;
    self->names[hash / 64] |= bit;
    if (++self->n_names > XML_MAX_NAMES)
        stop(self, "has too many names of elements and attributes");
}

/* ---- what expat tells ------------------------------------------------------------------------ */

static void XMLCALL on_open(void *user, const XML_Char *name, const XML_Char **attributes)
{
    xml *self = user;
    count_name(self, name);
    for (size_t i = 0; attributes[i]; i += 2) count_name(self, attributes[i]);
    if (++self->depth > XML_MAX_DEPTH) stop(self, "nests elements too deeply");
    if (!self->flaw) self->handler->open(self->self, self, name, attributes);
}

static void XMLCALL on_close(void *user, const XML_Char *name)
{
    xml *self = user;
    self->depth--;
    if (!self->flaw) self->handler->close(self->self, self, name);
}

static void XMLCALL on_text(void *user, const XML_Char *bytes, int len)
{
    xml *self = user;
    if (!self->flaw) self->handler->text(self->self, bytes, (size_t)len);
}

static void XMLCALL on_unknown_entity(void *user, const XML_Char *name, int in_dtd)
{
    xml *self = user;
    if (!in_dtd && !self->flaw) self->handler->entity(self->self, name);
}

/* Nothing outside the file is opened: an entity is nothing, a DTD an empty one, which leaves entities
 * without a declaration to on_unknown_entity(). */
static int XMLCALL on_outside(XML_Parser parser, const XML_Char *context, const XML_Char *base,
                              const XML_Char *system, const XML_Char *public)
{
    (void)base;
    (void)system;
    (void)public;
    if (context) return XML_STATUS_OK;
    xml *self = XML_GetUserData(parser);
    XML_Parser dtd = XML_ExternalEntityParserCreate(parser, NULL, "UTF-8");
    enum XML_Status status = dtd ? XML_Parse(dtd, " ", 1, 1) : XML_STATUS_ERROR;
    if (dtd) XML_ParserFree(dtd);
    self->no_memory = self->no_memory || status != XML_STATUS_OK; /* what else could it be? */
    return (int)status;
}

void xml_pause(xml *self)
{
    self->paused = true;
    XML_StopParser(self->parser, XML_TRUE);
}

uint32_t xml_line(const xml *self)
{
    return self->parser ? (uint32_t)XML_GetCurrentLineNumber(self->parser) : 0;
}

/* ---- beginning and end ----------------------------------------------------------------------- */

bool xml_begin(xml *self, const xml_handler *handler, void *handlers_self)
{
    /* The program's own malloc, not the library's: tests let it fail. */
    static const XML_Memory_Handling_Suite memory = {malloc, realloc, free};
    xml_release(self);
    self->handler = handler;
    self->self = handlers_self;
    self->parser = XML_ParserCreate_MM(NULL, &memory, "\n");
    if (!self->parser) return false;
    XML_SetUserData(self->parser, self);
    XML_SetElementHandler(self->parser, on_open, on_close);
    XML_SetCharacterDataHandler(self->parser, on_text);
    XML_SetSkippedEntityHandler(self->parser, on_unknown_entity);
    XML_SetExternalEntityRefHandler(self->parser, on_outside);
    XML_SetParamEntityParsing(self->parser, XML_PARAM_ENTITY_PARSING_ALWAYS);
    XML_UseForeignDTD(self->parser, XML_TRUE);
    XML_SetUnknownEncodingHandler(self->parser, xml_encoding, &self->no_memory);
    XML_SetBillionLaughsAttackProtectionMaximumAmplification(self->parser, XML_MAX_AMPLIFICATION);
    XML_SetBillionLaughsAttackProtectionActivationThreshold(self->parser, XML_MAX_TOKEN);
    return true;
}

void xml_release(xml *self)
{
    if (self->parser) XML_ParserFree(self->parser);
    *self = (xml){0};
}

/* ---- reading --------------------------------------------------------------------------------- */

/* One more block for expat, mended; what it says. */
static enum XML_Status feed(xml *self, source *in)
{
    bool last = source_peek(in) == SOURCE_END;
    if (in->failed) return XML_STATUS_ERROR;
    size_t n = last ? 0 : in->len - in->at, n_all = n + self->n_tail;
    char *to = XML_GetBuffer(self->parser, (int)n_all + 1);
    if (!to) return XML_STATUS_ERROR;
    if (self->n_tail) memcpy(to, self->tail, self->n_tail);
    if (n) memcpy(to + self->n_tail, in->block + in->at, n);
    in->at += n;
    if (!self->began) xml_find_encoding(self, (casus_str){to, n_all});
    size_t kept = xml_mend(self, to, n_all, last);
    memcpy(self->tail, to + kept, n_all - kept);
    self->n_tail = (unsigned)(n_all - kept);
    self->n_fed += kept;
    return XML_ParseBuffer(self->parser, (int)kept, last);
}

/* Does expat hold bytes for a tag or comment, or a DTD, that has no end? */
static bool holds_too_much(const xml *self)
{
    XML_Index at = XML_GetCurrentByteIndex(self->parser);
    uint64_t behind = at < 0 ? 0 : (uint64_t)at;
    if (self->n_fed > XML_MAX_TOKEN && !self->n_names) return true;
    return self->n_fed > behind && self->n_fed - behind > XML_MAX_TOKEN;
}

static casus_status malformed(xml *self, const source *in, casus_error *err)
{
    enum XML_Error code = XML_GetErrorCode(self->parser);
    XML_Index at = XML_GetCurrentByteIndex(self->parser);
    uint32_t line = xml_line(self);
    if (code == XML_ERROR_NO_MEMORY || self->no_memory)
        return error_at(err, CASUS_NO_MEMORY, in->name, line, "out of memory");
    bool cut = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
               code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION;
    const char *what = self->flaw ? self->flaw
                       : cut      ? "ends before its last element does; get the file again"
                                  : XML_ErrorString(code);
    error_at(err, CASUS_BAD_INPUT, in->name, line,
             "%s%s (byte %" PRId64 "); what stands before was read",
             self->flaw || cut ? "" : "is malformed XML: ", what, (int64_t)(at < 0 ? 0 : at));
    if (err) err->at = at < 0 ? 0 : (uint64_t)at;
    return CASUS_BAD_INPUT;
}

casus_status xml_run(xml *self, source *in, bool *paused, casus_error *err)
{
    self->paused = *paused = false;
    while (self->parser && !self->paused) {
        enum XML_Status status = self->resumes ? XML_ResumeParser(self->parser) : feed(self, in);
        XML_ParsingStatus where;
        XML_GetParsingStatus(self->parser, &where);
        self->resumes = where.parsing == XML_SUSPENDED;
        if (status == XML_STATUS_OK && holds_too_much(self)) {
            self->flaw = "holds a tag, a comment or a DTD of over 1 MB";
            status = XML_STATUS_ERROR;
        }
        casus_status failure = CASUS_OK;
        if (in->failed)
            failure = source_error(in, xml_line(self), err);
        else if (status == XML_STATUS_ERROR)
            failure = malformed(self, in, err);
        if (failure != CASUS_OK || where.parsing == XML_FINISHED) xml_release(self);
        if (failure != CASUS_OK) return failure;
    }
    *paused = self->paused;
    return CASUS_OK;
}
