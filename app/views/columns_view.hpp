// The same work done every way it can be, side by side on one time scale.
#pragma once

#include "app/view.hpp"

namespace loopscope::app::views {

ViewEntry columns_view();

}  // namespace loopscope::app::views
