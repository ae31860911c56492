#include "segment/segment_build.h"

#include "segment/ends.h"

casus_status segment_model_build(const char *weights_dir, image_writer *out, casus_error *err)
{
    buf packed = {0}, section = {0};
    ends_model model;
    casus_status status = image_unpack(weights_dir, "segment.ends", &packed, &section, err);
    if (status == CASUS_OK) status = ends_open(&model, buf_str(&section), err);
    if (status == CASUS_OK) image_writer_add(out, "segment.ends", buf_str(&section));
    buf_release(&packed);
    buf_release(&section);
    return status;
}
