// Whether two pictures would look the same: then the second is not drawn.
#pragma once

#include "core/stage/display_list.hpp"

namespace loopscope::app::paint {

// What reacts to the pointer is not seen, and not compared.
bool same(const stage::DisplayList& a, const stage::DisplayList& b);

}  // namespace loopscope::app::paint
