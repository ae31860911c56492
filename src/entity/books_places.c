/* The place book: building it from data/places, reading it.
 *
 *     NAME | OTHER ; COUNTRY ; ADMIN1 ; LAT ; LON ; POPULATION in thousands [; PRECISION [; GEONAMES]]
 *
 * "-" is unknown; PRECISION is city unless said. A country's own line names it as countries.txt
 * does. data/publishers.txt, where there is one:
 *
 *     HOST ; TOWN ; ADMIN1 ; COUNTRY
 */
#include "entity/books_build.h"

#include "base/files.h"

#include <math.h>
#include <stdlib.h>

#define MAX_FILE (16u << 20)

typedef struct place_builder {
    phrase_builder *names;
    casus_error *err;
    const lines *at;
    string_pool pool;
    buf records, publishers;
    uint32_t n, n_publishers;
} place_builder;

static bool is_none(casus_str s) { return s.len == 0 || str_eq(s, STR("-")); }

static uint32_t put(place_builder *b, casus_str s)
{
    return is_none(s) ? 0 : string_pool_add(&b->pool, s);
}

static casus_status read_place(place_builder *b, casus_str line)
{
    casus_str f[8] = {{0}}, name;
    uint32_t n = 0;
    while (n < 8 && field_next(&line, ';', &f[n])) n++;
    if (n < 6 || line.ptr)
        return BAD_LINE(b, "a place has names, country, admin1, latitude, longitude, population");
    casus_str rest = f[0];
    if (!field_next(&rest, '|', &name) || !name.len) return BAD_LINE(b, "a place without a name");
    double lat = NAN, lon = NAN, population = 0, geonames = -1;
    if ((!is_none(f[3]) && (!number_read(f[3], &lat) || fabs(lat) > 90)) ||
        (!is_none(f[4]) && (!number_read(f[4], &lon) || fabs(lon) > 180)))
        return BAD_LINE(b, "bad latitude or longitude");
    if ((!is_none(f[5]) && (!number_read(f[5], &population) || population < 0)) ||
        (!is_none(f[7]) && (!number_read(f[7], &geonames) || geonames < 0)) ||
        population > UINT32_MAX || geonames > UINT32_MAX)
        return BAD_LINE(b, "bad population or GeoNames id");
    if (!is_none(f[1]) && f[1].len != 3)
        return BAD_LINE(b, "\"%.*s\" is no country code", (int)f[1].len, f[1].ptr);
    casus_str precision = is_none(f[6]) ? STR("city") : f[6];
    if (!str_eq(precision, STR("city")) && !str_eq(precision, STR("admin1")) &&
        !str_eq(precision, STR("admin2")) &&
        !str_eq(precision, STR("site")) && !str_eq(precision, STR("country")))
        return BAD_LINE(b, "a precision is country, admin1, admin2, city or site");
    place_record r = {.geonames = (int64_t)geonames,
                      .name = put(b, name),
                      .country = put(b, f[1]),
                      .admin1 = put(b, f[2]),
                      .precision = put(b, precision),
                      .population = (uint32_t)population,
                      .lat = (float)lat,
                      .lon = (float)lon};
    buf_put(&b->records, &r, sizeof r);
    rest = f[0];
    while (field_next(&rest, '|', &name))
        name_add(b->names, NULL, name, PHRASE_VALUE(PHRASE_PLACE, b->n));
    b->n++;
    return CASUS_OK;
}

static casus_status read_file(place_builder *b, const char *path)
{
    lines at;
    casus_status status = lines_open(&at, path, MAX_FILE, b->err);
    b->at = &at;
    casus_str line;
    while (status == CASUS_OK && lines_next(&at, &line)) status = read_place(b, line);
    b->at = NULL;
    lines_close(&at);
    return status;
}

static int by_host(const void *a, const void *z)
{
    const publisher_record *x = a, *y = z;
    return (x->host > y->host) - (x->host < y->host);
}

static casus_status read_publisher(place_builder *b, casus_str line)
{
    casus_str f[4] = {{0}};
    uint32_t n = 0;
    while (n < 4 && field_next(&line, ';', &f[n])) n++;
    if (n != 4 || line.ptr || f[3].len != 3)
        return BAD_LINE(b, "a publisher has a host, a town, a region and a country");
    publisher_record r = {.host = str_hash_lower(f[0]),
                          .town = put(b, f[1]),
                          .admin1 = put(b, f[2]),
                          .country = put(b, f[3])};
    buf_put(&b->publishers, &r, sizeof r);
    b->n_publishers++;
    return CASUS_OK;
}

static casus_status read_publishers(place_builder *b, const char *data_dir)
{
    buf path = {0};
    lines at;
    casus_str line;
    buf_printf(&path, "%s/publishers.txt", data_dir);
    casus_status status = buf_ok(&path) ? lines_open(&at, path.ptr, MAX_FILE, b->err)
                                        : error_set(b->err, CASUS_NO_MEMORY, "no memory");
    b->at = &at;
    while (status == CASUS_OK && lines_next(&at, &line)) status = read_publisher(b, line);
    b->at = NULL;
    if (buf_ok(&path)) lines_close(&at);
    buf_release(&path);
    if (b->n_publishers)
        qsort(b->publishers.ptr, b->n_publishers, sizeof(publisher_record), by_host);
    return status == CASUS_NOT_FOUND ? CASUS_OK : status;
}

static casus_status write_image(place_builder *b, image_writer *out)
{
    places_header h = {PLACES_MAGIC, b->n, (uint32_t)b->pool.bytes.len, b->n_publishers};
    buf section = {0};
    buf_put(&section, &h, sizeof h);
    buf_put(&section, b->publishers.ptr, b->publishers.len);
    buf_put(&section, b->records.ptr, b->records.len);
    buf_put(&section, b->pool.bytes.ptr, b->pool.bytes.len);
    bool ok = buf_ok(&section) && buf_ok(&b->records) && buf_ok(&b->publishers) && string_pool_ok(&b->pool);
    if (ok) image_writer_add(out, "entity.places", buf_str(&section));
    buf_release(&section);
    return ok ? CASUS_OK : error_set(b->err, CASUS_NO_MEMORY, "no memory for the place book");
}

casus_status places_build(const char *data_dir, phrase_builder *names, image_writer *out,
                          casus_error *err)
{
    place_builder b = {.names = names, .err = err};
    file_list files;
    string_pool_init(&b.pool);
    casus_status status = file_list_make(&files, data_dir, "places", ".txt", err);
    for (size_t i = 0; status == CASUS_OK && i < files.n; i++)
        status = read_file(&b, files.paths[i]);
    if (status == CASUS_OK) status = read_publishers(&b, data_dir);
    if (status == CASUS_OK) status = write_image(&b, out);
    file_list_release(&files);
    string_pool_release(&b.pool);
    buf_release(&b.records);
    buf_release(&b.publishers);
    return status;
}

/* ---- reading --------------------------------------------------------------------------------- */

struct place_book {
    const place_record *places;
    const publisher_record *publishers;
    const char *pool;
    uint32_t n, pool_len, n_publishers;
    gazetteer more;
};

/* The records of data/places; false where the section is damaged. */
static bool open_records(place_book *book, casus_str section)
{
    places_header h;
    if (section.len < sizeof h) return false;
    memcpy(&h, section.ptr, sizeof h);
    uint64_t need = sizeof h + (uint64_t)h.n_publishers * sizeof(publisher_record) +
                    (uint64_t)h.n_places * sizeof(place_record) + h.pool_len;
    if (h.magic != PLACES_MAGIC || need != section.len || h.pool_len == 0) return false;
    const publisher_record *publishers =
        (const publisher_record *)(const void *)(section.ptr + sizeof h);
    const place_record *places = (const place_record *)(const void *)(publishers + h.n_publishers);
    const char *pool = (const char *)(places + h.n_places);
    bool ok = pool[0] == '\0' && pool[h.pool_len - 1] == '\0';
    for (uint32_t i = 0; ok && i < h.n_places; i++)
        ok = places[i].name < h.pool_len && places[i].country < h.pool_len &&
             places[i].admin1 < h.pool_len && places[i].precision < h.pool_len;
    for (uint32_t i = 0; ok && i < h.n_publishers; i++)
        ok = publishers[i].town < h.pool_len && publishers[i].admin1 < h.pool_len &&
             publishers[i].country < h.pool_len;
    *book = (place_book){.places = places,
                         .publishers = publishers,
                         .pool = pool,
                         .n = h.n_places,
                         .pool_len = h.pool_len,
                         .n_publishers = h.n_publishers};
    return ok;
}

casus_status place_book_open(place_book **out, casus_str section, casus_str gazetteer_section,
                             casus_error *err)
{
    *out = NULL;
    place_book *book = calloc(1, sizeof *book);
    FAIL_IF(!book, CASUS_NO_MEMORY, "no memory for the place book");
    casus_status status = open_records(book, section)
                              ? gazetteer_open(&book->more, gazetteer_section, err)
                              : error_set(err, CASUS_BAD_MODEL,
                                          "the places of the model are damaged; build it anew");
    if (status == CASUS_OK) *out = book;
    else free(book);
    return status;
}

void place_book_close(place_book *book) { free(book); }

static bool gazetteer_place_entry(const gazetteer *in, uint32_t i, place_entry *out)
{
    static const char *const precisions[] = {"city", "admin1", "admin2"};
    gazetteer_place p;
    if (!gazetteer_entry(in, i, &p) || p.kind >= COUNT(precisions)) return false;
    *out = (place_entry){.name = "",
                         .country = p.country,
                         .admin1 = p.region,
                         .lat = p.lat,
                         .lon = p.lon,
                         .geonames = p.geonames,
                         .precision = precisions[p.kind],
                         .population = p.population / 1000};
    return true;
}

bool place_book_entry(const place_book *book, uint32_t i, place_entry *out)
{
    if (!book || i == ENTITY_NONE) return false;
    if (i >= book->n) return gazetteer_place_entry(&book->more, i - book->n, out);
    const place_record *r = &book->places[i];
    *out = (place_entry){.name = book->pool + r->name,
                         .country = r->country ? book->pool + r->country : NULL,
                         .admin1 = r->admin1 ? book->pool + r->admin1 : NULL,
                         .lat = (double)r->lat,
                         .lon = (double)r->lon,
                         .geonames = r->geonames,
                         .precision = book->pool + r->precision,
                         .population = r->population};
    return true;
}

casus_str place_book_name(const place_book *book, uint32_t i, arena *mem)
{
    char name[GAZETTEER_NAME];
    if (!book || i == ENTITY_NONE) return (casus_str){0};
    if (i < book->n) return str_from(book->pool + book->places[i].name);
    uint32_t len = gazetteer_name(&book->more, i - book->n, name);
    const char *copy = len ? arena_copy(mem, (casus_str){name, len}) : NULL;
    return copy ? (casus_str){copy, len} : (casus_str){0};
}

uint32_t place_book_find(const place_book *book, const place_key *key, uint32_t *out,
                         uint32_t most)
{
    uint32_t n = book ? gazetteer_find(&book->more, key, out, most) : 0;
    for (uint32_t i = 0; i < n; i++) out[i] += book->n;
    return n;
}

bool place_book_may_hold(const place_book *book, const place_key *key)
{
    return book && book->more.h.n_blocks && gazetteer_may_hold(&book->more, key);
}

static const publisher_record *publisher_of(const place_book *book, casus_str host)
{
    const publisher_record key = {.host = str_hash_lower(host)};
    return bsearch(&key, book->publishers, book->n_publishers, sizeof key, by_host);
}

bool place_book_publisher(const place_book *book, casus_str url, place_publisher *out)
{
    if (!book || !url.len || !book->n_publishers) return false;
    casus_str host = str_host(url);
    while (host.len) {
        const publisher_record *r = publisher_of(book, host);
        if (r) {
            *out = (place_publisher){r->town ? book->pool + r->town : NULL,
                                     r->admin1 ? book->pool + r->admin1 : NULL,
                                     r->country ? book->pool + r->country : NULL};
            return true;
        }
        size_t dot = str_find(host, STR("."));
        if (dot == SIZE_MAX) break;
        host = str_slice(host, dot + 1, host.len);
    }
    return false;
}
